"""The verbs of a centre, one file for what belongs together."""
