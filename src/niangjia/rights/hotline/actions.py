"""What is done at the hotline: keyword-only verbs, each in one transaction."""

from niangjia.rights.hotline.centres import (
    MadeToken,
    from_call_centre,
    make_token,
    revoke_token,
)
from niangjia.rights.hotline.intake import (
    Told,
    at_the_counter,
    call_again,
    take_call,
    write_in,
)
from niangjia.rights.hotline.reclassifying import reclassify
from niangjia.rights.hotline.records.bringing import Account, take_in_old_records
from niangjia.rights.hotline.records.reading import open_old_record

__all__ = [
    "Account",
    "MadeToken",
    "Told",
    "at_the_counter",
    "call_again",
    "from_call_centre",
    "make_token",
    "open_old_record",
    "reclassify",
    "revoke_token",
    "take_call",
    "take_in_old_records",
    "write_in",
]
