"""The verbs: each checks, changes, records and announces in one transaction."""
