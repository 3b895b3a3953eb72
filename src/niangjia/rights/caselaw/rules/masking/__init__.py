"""Masking: what in a paper leads to a person or a firm, and what stands there instead.

The stricter standard of 2024 for published judgments: every natural person becomes surname and 某,
firms keep place, trade and form, addresses end at the county, numbers go, of a day of birth the
year stays, illnesses that are nobody's business become general words. Kept are the bodies that
decide or watch (courts, arbitration commissions, ministries, offices, unions, banks, which speak
as institutions and lead to nobody), laws, and places down to the county. Case numbers are masked
as a kind of their own, because whoever has the number finds the names.

Pure functions of the text; what was masked before is left as it is, and masking again changes
nothing. `combinations` points to what rules cannot decide.
"""

from niangjia.rights.caselaw.rules.masking.hints import Hint, combinations
from niangjia.rights.caselaw.rules.masking.masked import Masked, mask
from niangjia.rights.caselaw.rules.masking.papers import MaskedPaper, mask_paper
from niangjia.rights.caselaw.rules.masking.spans import Replacement

__all__ = [
    "Hint",
    "Masked",
    "MaskedPaper",
    "Replacement",
    "combinations",
    "mask",
    "mask_paper",
]
