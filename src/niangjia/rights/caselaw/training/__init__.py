"""Fitting what the rules weigh by; only run by hand, and nothing of it at run time."""
