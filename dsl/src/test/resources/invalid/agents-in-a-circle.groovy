application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { invokes 'b' }
        agent('b', 'b.handler') { invokes 'c' }
        agent('c', 'c.handler') { invokes 'a' }
    }
}

environments {
    environment('dev') { local() }
}
