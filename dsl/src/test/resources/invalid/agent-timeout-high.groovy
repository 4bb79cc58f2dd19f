application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { timeout minutes(16) }
    }
}

environments {
    environment('dev') { local() }
}
