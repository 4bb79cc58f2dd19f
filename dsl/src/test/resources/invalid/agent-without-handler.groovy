application 'calc'

topology {
    agents {
        agent 'a'
    }
}

environments {
    environment('dev') { local() }
}
