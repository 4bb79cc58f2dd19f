application 'calc'

topology {
    api { get '/x' }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
