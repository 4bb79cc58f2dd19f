application 'calc'

topology {
    agents {
        agent('a', 'handler')
    }
}

environments {
    environment('dev') { local() }
}
