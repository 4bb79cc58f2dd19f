application 'calc'

topology {
    queue 'q', keep: seconds(30)
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
