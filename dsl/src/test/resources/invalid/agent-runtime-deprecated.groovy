application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { runtime 'python3.8' }
    }
}

environments {
    environment('dev') { local() }
}
