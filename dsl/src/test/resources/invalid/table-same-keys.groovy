application 'calc'

topology {
    table 'a', key: 'id', sort: number('id')
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
