application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables MODE: ['a'] }
    }
}

environments {
    environment('dev') { local() }
}
