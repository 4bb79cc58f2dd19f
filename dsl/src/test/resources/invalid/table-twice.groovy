application 'calc'

topology {
    table 'a', key: 'id'
    table 'a', key: 'id'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
