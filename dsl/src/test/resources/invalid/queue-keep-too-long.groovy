application 'calc'

topology {
    queue 'q', keep: days(15)
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
