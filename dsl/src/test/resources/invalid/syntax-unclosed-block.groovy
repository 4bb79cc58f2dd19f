application 'calc'
topology {
    agents {
