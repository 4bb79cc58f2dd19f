application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables MODE: 'a\u0000b' }
    }
}

environments {
    environment('dev') { local() }
}

checks {
    test 'true', dir: 'a\u0007'
}
