application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { concurrency 5000 }
    }
}

environments {
    environment('dev') { local() }
}
