"""Every verb of the engine: keyword-only, each checks, changes, records and announces at once."""

from niangjia.casework.content import Person
from niangjia.casework.handling.alarming import attend_crisis, raise_crisis, sound_again
from niangjia.casework.handling.attaching import attach, attach_as_asker, remove_paper
from niangjia.casework.handling.calling import call_back
from niangjia.casework.handling.calling_again import called_again
from niangjia.casework.handling.describing import describe
from niangjia.casework.handling.ending import (
    Answer,
    answer,
    confirm,
    confirm_by_call,
    contest,
    explain,
    rate,
)
from niangjia.casework.handling.engaging import end_engagements, engage
from niangjia.casework.handling.handing_on import refer
from niangjia.casework.handling.local import set_hours, set_period
from niangjia.casework.handling.locking import Asker, Receipt
from niangjia.casework.handling.moving import move, move_as_asker, move_as_partner
from niangjia.casework.handling.on_paper import reply_on_paper
from niangjia.casework.handling.partner_papers import attach_as_partner, give_paper
from niangjia.casework.handling.partnering import (
    let_in_for_partner,
    refer_to_partner,
    reply,
    set_up_partner,
    shut_out_for_partner,
)
from niangjia.casework.handling.parts import ask_part_again, give_part
from niangjia.casework.handling.receiving import Asked, Received, receive
from niangjia.casework.handling.referring import dispatch, return_matter, share, unshare
from niangjia.casework.handling.talking import (
    call,
    look_up_person,
    note,
    say,
    supervise,
    tell,
    urge,
)
from niangjia.casework.handling.tasks import assign, hand_over, release, take, take_next
from niangjia.casework.handling.timing import (
    determine_open_clocks,
    extend_clock,
    note_broken,
    pause_clock,
    regrade,
    resume_clock,
)
from niangjia.casework.handling.together import answer_group, form_group, join, separate

__all__ = [
    "Answer",
    "Asked",
    "Asker",
    "Person",
    "Receipt",
    "Received",
    "answer",
    "answer_group",
    "ask_part_again",
    "assign",
    "attach",
    "attach_as_asker",
    "attach_as_partner",
    "attend_crisis",
    "call",
    "call_back",
    "called_again",
    "confirm",
    "confirm_by_call",
    "contest",
    "describe",
    "determine_open_clocks",
    "dispatch",
    "end_engagements",
    "engage",
    "explain",
    "extend_clock",
    "form_group",
    "give_paper",
    "give_part",
    "hand_over",
    "join",
    "let_in_for_partner",
    "look_up_person",
    "move",
    "move_as_asker",
    "move_as_partner",
    "note",
    "note_broken",
    "pause_clock",
    "raise_crisis",
    "rate",
    "receive",
    "refer",
    "refer_to_partner",
    "regrade",
    "release",
    "remove_paper",
    "reply",
    "reply_on_paper",
    "resume_clock",
    "return_matter",
    "say",
    "separate",
    "set_hours",
    "set_period",
    "set_up_partner",
    "share",
    "shut_out_for_partner",
    "sound_again",
    "supervise",
    "take",
    "take_next",
    "tell",
    "unshare",
    "urge",
]
