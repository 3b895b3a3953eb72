"""What the public cases add up to: how many, how they ended, how much, how long.

Counted once and kept; what is small enough to single somebody out is not in what is kept.
"""
