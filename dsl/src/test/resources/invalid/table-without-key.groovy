application 'calc'

topology {
    table 'a'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
