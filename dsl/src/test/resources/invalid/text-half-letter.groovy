application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables MODE: '\uD83D' }
    }
}

environments {
    environment('dev') { local() }
}
