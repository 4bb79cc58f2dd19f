application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { invokes 'a' }
    }
}

environments {
    environment('dev') { local() }
}
