application 'calc'

topology {
    api { get '/x', to: 'b' }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
