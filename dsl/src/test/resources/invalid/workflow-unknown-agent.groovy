application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}

checks { workflow 'b', send: [x: 1], expect: [y: 2] }
