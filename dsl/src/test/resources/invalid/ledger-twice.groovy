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

ledger { remote 'origin' }
ledger { }
