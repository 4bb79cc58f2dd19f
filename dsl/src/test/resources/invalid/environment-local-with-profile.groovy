application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local(); profile 'p' }
}
