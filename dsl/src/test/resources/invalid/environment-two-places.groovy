application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('prod') { local(); aws '333333333333', 'us-east-1';  }
}
