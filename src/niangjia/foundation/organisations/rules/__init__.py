"""What is true of unions and employers on paper: pure functions, tested without a database."""
