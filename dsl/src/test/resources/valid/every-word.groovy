// Every word of the language, most of them with other values than their defaults.
application 'calc'

def account = '333333333333'

topology {
    table  'results', key: 'id', sort: number('timestamp'), ttl: 'expires'
    table  'blobs',   key: binary('digest'), sort: string('part')
    bucket 'inbox'
    queue  'jobs', deadLetter: 'dead-jobs', keep: minutes(30), visibility: seconds(45), attempts: 5
    queue  'plain'
    topic  'news'
    secret 'api-keys'
    schedule 'nightly', 'cron(0 3 * * ? *)', to: 'front'
    schedule 'often', 'rate(5 minutes)', to: 'adder'

    agents {
        defaults { runtime 'python3.12'; memory 512; timeout seconds(20); variables MODE: 'fast', LIMIT: '7' }
        agent('adder', 'adder.handler')
        agent('front', 'front.handler') {
            code 'front'
            runtime 'nodejs22.x'
            memory 1024
            timeout minutes(2)
            concurrency 20
            reads 'inbox', 'jobs', 'blobs'
            writes 'results', 'jobs', 'news'
            invokes 'adder'
            models 'anthropic.claude-3-haiku-20240307-v1:0'
            secrets 'api-keys'
            variables RESULTS: table('results'), INBOX: bucket('inbox'), JOBS: queue('jobs'), NEWS: topic('news'),
                      KEY: secret('api-keys'), MODE: 'slow'
            health ping: true, depth: [1, 2]
        }
    }
    api {
        post   '/sums',      to: 'front', auth: iam
        get    '/sums/{id}', to: 'front'
        put    '/sums/{id}', to: 'front'
        patch  '/sums/{id}', to: 'front'
        delete '/sums/{id}', to: 'front'
        get    '/health',    to: 'front', auth: none
    }
}

environments {
    environment('dev') { local(); express on; backup weekly, keep: days(7) }
    environment('test') {
        aws '222222222222', 'us-east-1'
        endpoint 'http://localhost:4566'
        size medium
        monitoring on
        backup monthly, keep: days(365)
        rollout linear(percent: 25, every: minutes(2))
    }
    environment('blue') { aws account, 'us-east-1'; rollout blueGreen(bake: minutes(3)); monitoring off }
    environment('prod') {
        aws account, 'eu-central-1'
        assumes role: 'Deploy', mfa: true
        size autoscaling
        protect data
        clean tree
        backup daily, keep: days(30), beforeDeploy: true
        releases keep: 50
        rollout canary(percent: 10, bake: minutes(5))
        freeze from: 'Fri 16:00', until: 'Mon 08:00', zone: 'Europe/Berlin'
        freeze from: 'Wed 12:00', until: 'Wed 13:00', zone: 'UTC'
        freeze from: '2026-12-20', until: '2027-01-03', zone: 'Europe/Berlin'
        freeze from: '2027-04-01 18:00', until: '2027-04-02 06:30'
        domain 'api.example.org', certificate: 'arn:aws:acm:eu-central-1:333333333333:certificate/0a1b2c3d'
    }
}

promotion {
    to('test') { from 'dev'; requires verified }
    to('prod') {
        from 'test'
        requires verified, soaked(hours(36)), approvals(2, signed: true, independent: true, within: days(7))
        requires branch('main'), signedCommit
        check('scanned') { release -> release.checks.scan == 'passed' }
        check('complete') { it ->
            it.verification.passed >= it.verification.total && it.verification.total > 0 &&
            (it.checks.types in ['passed', 'skipped'] || !(it.checks.types != 'late')) && it.code.'front' != 'a'
        }
        check('by a person') { release ->
            release.by.contains('@') && release.by.endsWith('>') && !release.triggeredBy.startsWith("github:") &&
            ['dev', 'test'].contains(release.environment) && release.verification.total < 100 &&
            release.at <= '2027' && release.verification.passed != -1 && true == !false
        }
    }
}

checks {
    test 'python3 -m unittest -q'
    scan 'bandit -q -r lambda', dir: 'lambda', optional: true
    check 'types', 'mypy front', dir: 'front', optional: true
    workflow 'front', send: [sum: [1, 2.5, -3], deep: [yes: true]], expect: [status: 'completed']
}

notifications {
    email 'ops@example.org'
    slack webhook: secret('api-keys')
    pagerDuty key: secret('api-keys')
}

ledger {
    remote 'origin'
}
