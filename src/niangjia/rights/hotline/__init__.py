"""The hotline 12351: whoever calls, writes or comes by is heard, and gets an answer in time.

Its words: a *work order* is what only the hotline knows of a matter (class, sub-item, on whose
behalf); a *call centre* hands calls over by machine; an *old record* is history from before this
house.
"""
