application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { it -> memory 128 }
    }
}

environments {
    environment('dev') { local() }
}
