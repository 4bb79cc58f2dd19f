application 'calc'

topology {
    table workflows, key: 'id'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
