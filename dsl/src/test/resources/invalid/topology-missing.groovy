application 'calc'
environments { environment('dev') { local() } }
