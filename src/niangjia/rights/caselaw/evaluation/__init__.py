"""Measuring how well the library answers, on real material that is not part of the project."""
