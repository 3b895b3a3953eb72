"""判例库: how cases like yours ended.

A *case* is one paper of a court, an arbitration commission, a mediation body or a ministry: a
judgment, an award, a typical case. It is *imported* from files, masked and *understood* by rules
(who asked, about what, who prevailed, how much); people confirm the masking, *interpret* it, have
it *checked* by another and *publish* it (`workflow`): only then can anybody read or find it. A
*digest* tells it in plain words. An *import run* keeps account of every record it read:
imported, unchanged, duplicate or rejected with a reason.
"""
