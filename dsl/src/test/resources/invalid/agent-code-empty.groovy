application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { code '' }
    }
}

environments {
    environment('dev') { local() }
}
