application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('prod') { aws '333333333333', 'us-east-1'; backup hourly, keep: days(1) }
}
