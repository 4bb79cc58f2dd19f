application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}

checks {
    workflow 'a', send: [x: { 1 }], expect: [ok: true]
}
