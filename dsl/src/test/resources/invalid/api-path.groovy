application 'calc'

topology {
    api { get 'x', to: 'a' }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
