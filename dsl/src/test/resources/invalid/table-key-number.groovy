application 'calc'

topology {
    table 'a', key: 5
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
