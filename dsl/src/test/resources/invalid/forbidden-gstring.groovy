application 'calc'

topology {
    bucket "x${1 + 1}"
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
