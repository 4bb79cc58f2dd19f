application 'calc'

topology {
    table 'a', key: 'id', srot: 'x'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
