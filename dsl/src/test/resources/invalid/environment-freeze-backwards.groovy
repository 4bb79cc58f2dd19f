application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('test') { local(); freeze from: '2027-01-03 18:00', until: '2026-12-20' }
}
