"""An answer in plainer words, for those who want it: the one door to `plainly`."""

from niangjia.desks.answering.plainly.offering import accepted, offered
from niangjia.desks.answering.plainly.rewriting import plainer

__all__ = ["accepted", "offered", "plainer"]
