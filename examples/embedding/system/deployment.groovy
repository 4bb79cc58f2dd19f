// The smallest system: one agent that notes in a table whom it greeted. The program beside it deploys it.
application 'greetings'

topology {
    table 'greetings', key: 'name'

    agents {
        agent('greeter', 'greeter.handler') {
            runtime 'python3.11'
            code 'agents'
            variables GREETINGS: table('greetings')
            writes 'greetings'
        }
    }
}

environments {
    environment('prod') {
        aws '111111111111', 'us-east-1'
        size minimal
    }
}

checks {
    workflow 'greeter', send: [name: 'Ada'], expect: [greeting: 'Hello, Ada']
}
