"""Measuring the whole house from outside: pages over HTTP, and how soon a change is found.

Everything runs as an operator would run it, in processes of their own under a folder given for
it, and a reader's questions come over a socket.
"""
