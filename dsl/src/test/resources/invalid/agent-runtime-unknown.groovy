application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { runtime 'python3.99' }
    }
}

environments {
    environment('dev') { local() }
}
