application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { memory(true ? 128 : 256) }
    }
}

environments {
    environment('dev') { local() }
}
