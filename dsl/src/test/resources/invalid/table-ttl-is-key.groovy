application 'calc'

topology {
    table 'a', key: 'id', ttl: 'id'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
