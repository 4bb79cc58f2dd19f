application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local(); express on }
    environment('staging') {
        local()
        express on
        rollout canary(percent: 10, bake: minutes(5))
    }
    environment('prod') { local(); protect data; express on }
}

promotion {
    to('staging') { from 'dev'; requires verified }
}
