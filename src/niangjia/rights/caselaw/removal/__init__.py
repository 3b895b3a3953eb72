"""请求撤下: anybody asks that a case be taken down or masked further, and stays unknown.

A request has a *receipt number*, by which whoever asked finds the answer again; the house keeps
only its fingerprint. What was written lies sealed. Where a person can be recognised the case is
*held*, that is hidden, until an editor answers: taken down, masked further, or refused in plain
words. No account, no cookie, no address of anybody is kept.
"""
