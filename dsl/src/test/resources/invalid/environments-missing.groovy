application 'calc'
topology { agents { agent('a', 'a.handler') } }
