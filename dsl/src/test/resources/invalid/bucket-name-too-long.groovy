application 'calc'

topology {
    bucket 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
