application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('prod') { aws '333333333333', 'us-east-1'; freeze from: 'Fri 16:00', until: 'Fri 16:00' }
}
