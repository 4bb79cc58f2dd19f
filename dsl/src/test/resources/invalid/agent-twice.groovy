application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
        agent('a', 'b.handler')
    }
}

environments {
    environment('dev') { local() }
}
