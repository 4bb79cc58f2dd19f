application ''

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
