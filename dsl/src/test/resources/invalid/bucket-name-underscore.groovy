application 'calc'

topology {
    bucket 'my_bucket'
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
