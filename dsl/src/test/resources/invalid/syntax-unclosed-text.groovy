application 'calc
topology { }
