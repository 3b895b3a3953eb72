"""A centre at work, made up: rooms, rosters, meetings, and forty disputes in every state."""

from niangjia.rights.centre.demonstration.county import load_demonstration

__all__ = ["load_demonstration"]
