application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { memory 64 }
    }
}

environments {
    environment('dev') { local() }
}
