application 'calc'

topology {
    schedule 'nightly', 'rate(1 day)', to: 'b'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
