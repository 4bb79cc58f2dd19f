application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('test') { local(); freeze from: '2026-02-30', until: '2026-12-20T18:00' }
}
