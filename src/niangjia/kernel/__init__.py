"""What every room may rely on and nothing else: time, identifiers, Chinese text, money, errors.

Plain Python without Django, so that every rule of the house can be tested without a database.
"""
