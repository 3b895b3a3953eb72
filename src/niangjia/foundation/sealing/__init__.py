"""Sealing: what is kept so that nobody reads it by chance, and opened only for a reason.

A sealed thing is encrypted (AES-256-GCM) under the key of this installation, which lies outside
the database: who has a copy of the database alone has nothing. `boxes` closes and opens, and makes
the fingerprints by which a thing is known again without being kept. Who may open what, and that
it is recorded, is decided where the thing belongs.
"""
