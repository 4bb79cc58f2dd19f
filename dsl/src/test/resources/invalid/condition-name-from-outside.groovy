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
        def wanted = 'passed'
        check('scanned') { release -> release.checks.scan == wanted }
    }
}
