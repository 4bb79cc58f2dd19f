application 'calc'

topology {
    queue 'q', keep: 14
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
