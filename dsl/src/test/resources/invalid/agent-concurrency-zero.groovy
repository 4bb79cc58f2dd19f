application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { concurrency 0 }
    }
}

environments {
    environment('dev') { local() }
}
