"""Pure rules of a centre: where to go, when rooms are free, who is missing, what was packed."""
