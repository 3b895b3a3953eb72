"""Chinese text: making it comparable, cutting it into searchable pieces, and how it sounds."""
