application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { health deep: true, table: table('t') }
    }
}

environments {
    environment('dev') { local() }
}
