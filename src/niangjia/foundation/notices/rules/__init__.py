"""Quiet hours, pauses between attempts, and words that a locked screen may show: pure functions."""
