application 'calc'

topology {
    table 'a', kye: 'x'
    bucket 5
    agents {
        agent('a', 'a.handler') { memory '10'; timeout 5 }
        agnt('b', 'b.handler')
    }
}

environments {
    environment('dev') { local() }
}
