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
        check('scanned') { release -> release.verification.passed > 2.5 || release.verification.total < 3000000000 }
    }
}
