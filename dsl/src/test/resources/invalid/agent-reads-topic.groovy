application 'calc'

topology {
    topic 'news'
    agents {
        agent('a', 'a.handler') { reads 'news' }
    }
}

environments {
    environment('dev') { local() }
}
