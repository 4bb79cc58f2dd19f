application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('test') { local(); freeze from: 'Fri 16:00', until: '2026-12-20' }
}
