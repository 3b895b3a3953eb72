"""What is filled in on the engine's pages: each form reads what was typed, and actions judge it."""
