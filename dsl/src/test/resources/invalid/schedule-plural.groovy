application 'calc'

topology {
    schedule 'nightly', 'rate(1 days)', to: 'a'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
