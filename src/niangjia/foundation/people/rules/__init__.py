"""What is true of roles on paper: pure functions, tested without a database."""
