// Biomerkin analyses DNA: six agents behind a REST API. docs/dsl.md explains every word.
application 'biomerkin'

topology {
    table  'workflows', key: 'workflow_id', sort: number('timestamp')
    table  'cache',     key: 'cache_key', ttl: 'ttl'
    bucket 'sequences'
    bucket 'reports'
    queue  'workflow', deadLetter: 'dlq', keep: days(14), visibility: minutes(15)
    secret 'api-keys'
    secret 'slack-webhook'
    secret 'pagerduty-key'

    agents {
        defaults {
            runtime 'python3.11'
            code 'lambda'
            memory 1024
            timeout minutes(15)
            variables WORKFLOW_TABLE: table('workflows'), CACHE_TABLE: table('cache'),
                      SEQUENCE_BUCKET: bucket('sequences'), REPORTS_BUCKET: bucket('reports')
        }
        agent('orchestrator', 'orchestrator.handler') {
            invokes 'genomics', 'proteomics', 'literature', 'drug', 'decision'
            reads 'workflows', 'reports'
            writes 'workflows'
        }
        agent('genomics', 'genomics_agent.handler') {
            memory 2048
            reads 'sequences'
        }
        agent('proteomics', 'proteomics_agent.handler') {
            reads 'cache'
            writes 'cache'
        }
        agent('literature', 'literature_agent.handler') { code 'literature' }
        agent('drug', 'drug_agent.handler') { memory 512 }
        agent('decision', 'decision_agent.handler') { writes 'reports' }
    }

    api {
        post '/workflows',              to: 'orchestrator', auth: iam
        get  '/workflows/{id}',         to: 'orchestrator', auth: iam
        get  '/workflows/{id}/results', to: 'orchestrator', auth: iam
        get  '/health',                 to: 'orchestrator', auth: none
    }
}

environments {
    environment('dev') {
        local()
        size minimal
        backup weekly, keep: days(7)
    }
    environment('staging') {
        aws '222222222222', 'us-east-1'
        assumes role: 'BiomerkinDeploy'
        size medium
        monitoring on
        backup daily, keep: days(14)
    }
    environment('prod') {
        aws '333333333333', 'us-east-1'
        assumes role: 'BiomerkinDeploy', mfa: true
        size autoscaling
        monitoring on
        protect data
        backup daily, keep: days(30), beforeDeploy: true
        freeze from: 'Fri 16:00', until: 'Mon 08:00', zone: 'UTC'
        domain 'api.biomerkin.com',
               certificate: 'arn:aws:acm:us-east-1:333333333333:certificate/0f0e0d0c-0b0a-4908-8706-050403020100'
    }
}

promotion {
    to('staging') { from 'dev';     requires verified }
    to('prod')    { from 'staging'; requires verified, soaked(hours(1)), approvals(2) }
}

checks {
    test 'python3 -m unittest -q', dir: 'lambda'
    check 'literature', 'python3 -m unittest -q', dir: 'literature'
    scan 'bandit -q -r lambda', optional: true
    // The gene of beta globin with the sickle variant: what comes back is known.
    workflow 'orchestrator',
        send: [workflow: [gene: 'HBB', keywords: ['trial', 'pain crises'], sequence: '''
            ATGGTGCATCTGACTCCTGTGGAGAAGTCTGCCGTTACTGCCCTGTGGGGCAAGGTGAACGTGGATGAAGTTGGTGGTGAGGCCCTGGGC
            AGGCTGCTGGTGGTCTACCCTTGGACCCAGAGGTTCTTTGAGTCCTTTGGGGATCTGTCCACTCCTGATGCTGTTATGGGCAACCCTAAG
            GTGAAGGCTCATGGCAAGAAAGTGCTCGGTGCCTTTAGTGATGGCCTGGCTCACCTGGACAACCTCAAGGGCACCTTTGCCACACTGAGT
            GAGCTGCACTGTGACAAGCTGCACGTGGATCCTGAGAACTTCAGGCTCCTGGGCAACGTGCTGGTCTGTGTGCTGGCCCATCACTTTGGC
            AAAGAATTCACCCCACCAGTGCAGGCTGCCTATCAGAAAGTGGTGGCTGGTGTGGCTAATGCCCTGGCCCACAAGTATCACTAA''']],
        expect: [status: 'completed', gene: 'HBB', variants: ['p.Glu7Val'], risk: [score: 80, level: 'high']]
}

notifications {
    email 'ops@example.org'
    slack webhook: secret('slack-webhook')
    pagerDuty key: secret('pagerduty-key')
}
