application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables AWS_REGION: 'eu-west-1' }
    }
}

environments {
    environment('dev') { local() }
}
