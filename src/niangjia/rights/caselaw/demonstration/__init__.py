"""A library at work, for a demonstration: many more cases, and some on every step of their way.

Everything is made up, and only a demonstration (NIANGJIA_DEMO=1) has it. `volume` brings in enough
cases that counts mean something; `work` has the demonstration's own people walk some of them
towards the public, so that every queue has something to do.
"""
