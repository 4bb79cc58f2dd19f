application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { aws '222222222222', 'us-east-1'; assumes role: 'R', externalId: 'a b' }
}
