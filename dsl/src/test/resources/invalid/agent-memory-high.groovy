application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { memory 10241 }
    }
}

environments {
    environment('dev') { local() }
}
