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
        requires verified, soaked(hours(1)), approvals(2), signedCommit
        requires approvals(1, signed: true), signedCommit, soaked(hours(2)), verified
    }
}
