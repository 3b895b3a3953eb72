"""Who is told what of a matter, and when: askers, officers, supervisors, partner bodies.

`kinds` is what is told, `who` is to whom, `listeners` hears the engine's events, `reminding` looks
ahead. The site binds them (site/wiring.py). Nothing here changes a matter.
"""
