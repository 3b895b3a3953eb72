"""What a file is and whether it may come in: pure functions of its bytes."""
