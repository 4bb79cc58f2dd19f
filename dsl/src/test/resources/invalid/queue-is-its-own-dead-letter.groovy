application 'calc'

topology {
    queue 'q', deadLetter: 'q'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
