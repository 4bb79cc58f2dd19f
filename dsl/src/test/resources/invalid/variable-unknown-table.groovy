application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables T: table('x'), TABLE_NAME: table('y') }
    }
}

environments {
    environment('dev') { local() }
}
