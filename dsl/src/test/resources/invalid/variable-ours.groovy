application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables ENVIRONMENT: 'x', AGENT_B: 'y' }
    }
}

environments {
    environment('dev') { local() }
}
