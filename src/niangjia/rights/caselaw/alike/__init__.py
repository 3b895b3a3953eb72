"""Cases like a situation: what both are compared by, how much it counts, and which are shown.

A situation is somebody's own words and facts, or a case whose like is sought. `candidates` asks the
index for a few hundred, `features` compares each by issue, claims, facts, stage and elements,
`choosing` takes few of the best that are not all alike, and `telling` says why.
"""
