application 'calc'

topology {
    api {
        get '/x/{id}', to: 'a'
        get '/x/{name}/y', to: 'a'
    }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
