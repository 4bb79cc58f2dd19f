application 'calc'

topology {
    queue 'q', deadLetter: 'd', attempts: 0
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
