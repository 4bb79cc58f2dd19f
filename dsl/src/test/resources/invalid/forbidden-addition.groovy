application 'calc'

topology {
    queue 'q', keep: days(1 + 1)
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
