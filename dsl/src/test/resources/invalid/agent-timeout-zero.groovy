application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { timeout seconds(0) }
    }
}

environments {
    environment('dev') { local() }
}
