"""How a service declares its procedure: the parts, what makes one wrong, the book of all."""
