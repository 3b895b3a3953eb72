"""The engine for whatever has a number, a state, a clock and an owner.

A *procedure* is declared by a service (hotline, legal aid, mediation) as frozen data. Somebody asks
and a *matter* of a procedure is received: it gets a number, its clocks run from that moment, an
office owns it. What happens is an *entry* of its timeline, which nobody changes. A matter may be
*dispatched* to another office and come back only with a reason; it ends in one of two ways, with a
result that the asker confirmed, or with a reason told in a recorded call-back, and in no other.
How a service is declared is told in docs/casework.md.
"""
