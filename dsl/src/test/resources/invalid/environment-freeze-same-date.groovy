application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('test') { local(); freeze from: '2026-12-20', until: '2026-12-20 00:00', zone: 'Europe/Berlin' }
}
