application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { writes 'nothing' }
    }
}

environments {
    environment('dev') { local() }
}
