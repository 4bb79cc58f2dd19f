application 'calc'

topology {
    api {
        get '/x', to: 'a'
        get '/x', to: 'a', auth: none
    }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
