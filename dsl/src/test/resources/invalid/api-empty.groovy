application 'calc'

topology {
    api { }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
