application 'calc'

topology {
    agents {
        agent('a', 'org.lab.Adder:add') { runtime 'java21' }
    }
}

environments {
    environment('dev') { local() }
}
