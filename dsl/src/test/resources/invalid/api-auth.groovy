application 'calc'

topology {
    api { get '/x', to: 'a', auth: 'iam' }
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
