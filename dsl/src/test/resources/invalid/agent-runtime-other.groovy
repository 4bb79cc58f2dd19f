application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { runtime 'ruby3.3' }
    }
}

environments {
    environment('dev') { local() }
}
