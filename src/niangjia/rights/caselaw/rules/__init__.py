"""Pure functions of values: what a paper says, tested without a database."""
