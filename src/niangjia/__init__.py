"""Niangjia (娘家): the home a worker can always go back to."""

__version__ = "0.1.0"
