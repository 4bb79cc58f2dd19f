@groovy.transform.ASTTest({ System.exit(1) })
def x = 1
application 'calc'

topology {
    agents {
        agent('a', 'a.handler')
    }
}

environments {
    environment('dev') { local() }
}
