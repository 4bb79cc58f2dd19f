application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { code '../elsewhere' }
    }
}

environments {
    environment('dev') { local() }
}
