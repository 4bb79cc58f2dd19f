application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
    environment('test') { local() }
}

promotion {
    to('test') {
        from 'dev'
        requires approvals(2, signed: 'yes', within: 7, independant: true)
    }
}
