"""The tables of casework, by what they are about."""

from niangjia.casework.models.clocks import ClockChange, ClockState, RunningClock
from niangjia.casework.models.engagements import Engagement
from niangjia.casework.models.entries import Entry, EntryKind
from niangjia.casework.models.matters import Channel, Crisis, Ending, Matter, MatterGroup
from niangjia.casework.models.offices import Counter, LocalRule, UsedVersion
from niangjia.casework.models.outcomes import Outcome
from niangjia.casework.models.partners import Partner, PartnerMember, PartnerPaper
from niangjia.casework.models.referrals import Capacity, Referral, ReferralState, Share
from niangjia.casework.models.saved import SavedView

__all__ = [
    "Capacity",
    "Channel",
    "ClockChange",
    "ClockState",
    "Counter",
    "Crisis",
    "Ending",
    "Engagement",
    "Entry",
    "EntryKind",
    "LocalRule",
    "Matter",
    "MatterGroup",
    "Outcome",
    "Partner",
    "PartnerMember",
    "PartnerPaper",
    "Referral",
    "ReferralState",
    "RunningClock",
    "SavedView",
    "Share",
    "UsedVersion",
]
