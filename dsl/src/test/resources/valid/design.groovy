// The blueprint that the design of the language began with.
application 'biomerkin'

topology {
    table  'workflows', key: 'workflow_id', sort: number('timestamp')
    table  'cache',     key: 'cache_key', ttl: 'ttl'
    bucket 'sequences'
    bucket 'reports'
    queue  'workflow', deadLetter: 'dlq', keep: days(14)
    secret 'api-keys'
    secret 'slack-webhook'
    secret 'pagerduty-key'

    agents {
        defaults { runtime 'python3.11'; code 'lambda'; memory 1024; timeout minutes(15) }
        agent('genomics',  'genomics_agent.handler')  { memory 2048; reads 'sequences'; writes 'reports', 'cache' }
        agent('proteomics','proteomics_agent.handler'){ reads 'sequences'; writes 'cache' }
        agent('orchestrator', 'orchestrator.handler') { invokes 'genomics', 'proteomics'; writes 'workflows' }
    }
    api {
        post '/workflows',              to: 'orchestrator', auth: iam
        get  '/workflows/{id}',         to: 'orchestrator', auth: iam
        get  '/workflows/{id}/results', to: 'orchestrator', auth: iam
        get  '/health',                 to: 'orchestrator', auth: none
    }
}

environments {
    environment('dev')     { local(); size minimal; backup weekly, keep: days(7) }
    environment('staging') { aws '222222222222', 'us-east-1'; size medium; monitoring on; backup daily, keep: days(14) }
    environment('prod') {
        aws '333333333333', 'us-east-1'
        assumes role: 'BiomerkinDeploy', mfa: true
        size autoscaling; monitoring on; protect data
        backup daily, keep: days(30), beforeDeploy: true
        rollout canary(percent: 10, bake: minutes(5))
        freeze from: 'Fri 16:00', until: 'Mon 08:00', zone: 'UTC'
    }
}

promotion {
    to('staging') { from 'dev';     requires verified }
    to('prod')    { from 'staging'; requires verified, soaked(hours(1)), approvals(2) }
}

checks { test 'python3 -m unittest -q', dir: 'lambda'; scan 'bandit -q -r lambda' }
notifications { email 'ops@example.org'; slack webhook: secret('slack-webhook'); pagerDuty key: secret('pagerduty-key') }
