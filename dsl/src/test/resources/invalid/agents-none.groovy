application 'calc'

topology {
    agents {
        
    }
}

environments {
    environment('dev') { local() }
}
