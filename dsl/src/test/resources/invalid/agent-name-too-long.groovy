application 'calc'

topology {
    agents {
        agent('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
