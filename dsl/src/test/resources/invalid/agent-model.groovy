application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { models 'a model' }
    }
}

environments {
    environment('dev') { local() }
}
