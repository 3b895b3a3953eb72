"""The way of a case to the public, step by step, and the work of the people who walk it.

`moving` finds the cases chosen and moves them; `masking`, `interpreting` and `publishing` are the
steps; `tasks` says who does what next, `talking` what was said and done before.
"""
