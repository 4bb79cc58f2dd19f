application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { secrets 'key' }
    }
}

environments {
    environment('dev') { local() }
}
