"""Notices: telling people that something waits for them, and being sure that it is told once.

A *kind* is declared in code (`declaring`), a *notice* lies in somebody's inbox, a *sending* takes
its short words to a phone, a mail box or a chat group. What lies on a locked screen says that
there is something to read, and never what.
"""
