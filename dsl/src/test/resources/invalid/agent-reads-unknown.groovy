application 'calc'

topology {
    table 'results', key: 'id'
    agents {
        agent('a', 'a.handler') { reads 'result' }
    }
}

environments {
    environment('dev') { local() }
}
