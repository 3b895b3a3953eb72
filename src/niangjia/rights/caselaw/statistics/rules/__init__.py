"""What may be said about many cases without saying anything about one of them: pure functions."""
