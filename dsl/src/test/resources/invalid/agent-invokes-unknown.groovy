application 'calc'

topology {
    agents {
        agent('genomics', 'g.handler')
        agent('a', 'a.handler') { invokes 'genomcs' }
    }
}

environments {
    environment('dev') { local() }
}
