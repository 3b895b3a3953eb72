"""Every verb of legal aid that the engine does not have; each checks, changes, records at once."""

from niangjia.rights.legal_aid.amounts import set_amount
from niangjia.rights.legal_aid.applying import Applied, Taken, Wish, apply, fill_in
from niangjia.rights.legal_aid.appointing import (
    accept,
    answer_elsewhere,
    appoint,
    ask_elsewhere,
    decline,
    take_back,
)
from niangjia.rights.legal_aid.register import (
    LawyerFacts,
    cancel_away,
    change_lawyer,
    declare_interest,
    end_interest,
    register_lawyer,
    set_away,
    take_out,
)
from niangjia.rights.legal_aid.reporting import (
    Work,
    answer_by_report,
    decide_subsidy,
    propose_subsidy,
    report,
)

__all__ = [
    "Applied",
    "LawyerFacts",
    "Taken",
    "Wish",
    "Work",
    "accept",
    "answer_by_report",
    "answer_elsewhere",
    "apply",
    "appoint",
    "ask_elsewhere",
    "cancel_away",
    "change_lawyer",
    "decide_subsidy",
    "declare_interest",
    "decline",
    "end_interest",
    "fill_in",
    "propose_subsidy",
    "register_lawyer",
    "report",
    "set_amount",
    "set_away",
    "take_back",
    "take_out",
]
