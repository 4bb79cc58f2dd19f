application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { memory '1024' }
    }
}

environments {
    environment('dev') { local() }
}
