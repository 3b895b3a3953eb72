"""The tables of a centre, by what they are about."""

from niangjia.rights.centre.models.checks import CheckRound, Visit
from niangjia.rights.centre.models.disputes import Dispute
from niangjia.rights.centre.models.meetings import (
    AgendaItem,
    Attendance,
    Decision,
    Meeting,
    MeetingKind,
    MeetingState,
    Task,
    TaskState,
)
from niangjia.rights.centre.models.packets import Packet, PacketPaper, Told
from niangjia.rights.centre.models.places import (
    Body,
    BodyKind,
    Centre,
    Opening,
    Part,
    Presence,
    Room,
    RoomKind,
)
from niangjia.rights.centre.models.rooms import Booking, HeldQuarter, Purpose
from niangjia.rights.centre.models.rosters import DutyPerson, DutyRole, Shift, Swap, SwapState

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "BodyKind",
    "Booking",
    "Centre",
    "CheckRound",
    "Decision",
    "Dispute",
    "DutyPerson",
    "DutyRole",
    "HeldQuarter",
    "Meeting",
    "MeetingKind",
    "MeetingState",
    "Opening",
    "Packet",
    "PacketPaper",
    "Part",
    "Presence",
    "Purpose",
    "Room",
    "RoomKind",
    "Shift",
    "Swap",
    "SwapState",
    "Task",
    "TaskState",
    "Told",
    "Visit",
]
