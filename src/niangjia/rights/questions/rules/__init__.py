"""Pure functions: what a question says, without a database."""
