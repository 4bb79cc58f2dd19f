application 'calc'
}
