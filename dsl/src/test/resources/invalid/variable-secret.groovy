application 'calc'

topology {
    agents {
        agent('a', 'a.handler') { variables DB_PASSWORD: 'hunter2hunter2', PAD_TOKEN: '<padding>', SECRET_NAME: 'a-long-name', API_KEY: 'short' }
    }
}

environments {
    environment('dev') { local() }
}
