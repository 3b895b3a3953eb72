"""The house as one program: settings, addresses, the command line, and the wiring."""
