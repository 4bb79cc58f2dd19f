application 'calc'

topology {
    schedule 'nightly', 'every day', to: 'a'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
