application 'calc'

topology {
    schedule 'nightly', 'cron(99 12 * * ? *)', to: 'a'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
