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
        check('scanned') { release -> release.verification.pased == 7 && release.promotedFrom.id == 'a' }
    }
}
