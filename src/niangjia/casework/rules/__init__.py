"""Periods, numbers, signs of danger, what an ending needs: pure functions, without a database."""
