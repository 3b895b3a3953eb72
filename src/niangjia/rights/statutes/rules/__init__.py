"""What the text of a law says, as pure functions of text and days."""
