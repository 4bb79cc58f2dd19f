application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { memory null }
    }
}

environments {
    environment('dev') { local() }
}
