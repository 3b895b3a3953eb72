"""The ways out of the house, each behind the same small port."""

from niangjia.foundation.notices.gateways.port import Outgoing, Taken, offered, way_out

__all__ = ["Outgoing", "Taken", "offered", "way_out"]
