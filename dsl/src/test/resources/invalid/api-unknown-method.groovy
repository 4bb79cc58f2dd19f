application 'calc'

topology {
    api { fetch '/x', to: 'a' }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
