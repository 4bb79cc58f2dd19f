application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('prod') { aws '333333333333', 'us-east-1'; rollout canary(percent: 10, bake: seconds(5)) }
}
