application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('prod') { aws '333333333333', 'us-east-1'; domain 'api', certificate: 'arn:aws:acm:us-east-1:333333333333:certificate/1' }
}
