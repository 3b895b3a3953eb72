"""The reads of a centre, one file for what is shown together."""
