"""Rules of the hotline: pure functions of values, tested without a database."""
