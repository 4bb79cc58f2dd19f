application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables 'A-B': 'x' }
    }
}

environments {
    environment('dev') { local() }
}
