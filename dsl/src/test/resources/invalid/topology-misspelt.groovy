application 'calc'

topologie {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
