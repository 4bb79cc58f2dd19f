application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') {
        local()
        releases keep: 1
    }
    environment('test') { local(); releases keep: 10001 }
}
