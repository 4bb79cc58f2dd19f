application 'calc'

topology {
    table 'Work_Flows', key: 'id'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
