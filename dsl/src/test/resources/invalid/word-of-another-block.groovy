application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { table 'x', key: 'y' }
    }
}

environments {
    environment('dev') { local() }
}
