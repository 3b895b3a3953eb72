"""Accounts, what they hold in which organisation, and signing in.

Nobody needs an account to read, search or ask. An *account* belongs to one person and is
reached by phone or mail; an *appointment* gives it a role in an organisation for a time.
"""
