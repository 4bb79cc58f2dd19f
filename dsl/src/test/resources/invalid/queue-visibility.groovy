application 'calc'

topology {
    queue 'q', visibility: hours(13)
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
