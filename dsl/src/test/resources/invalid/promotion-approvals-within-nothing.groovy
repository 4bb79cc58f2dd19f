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
        requires verified, approvals(2, within: days(0))
    }
}
