application 'calc'
topology 'x'
environments { environment('dev') { local() } }
