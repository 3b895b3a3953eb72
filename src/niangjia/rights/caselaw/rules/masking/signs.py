"""What each character may be in a name: a surname of some kind, a part of a given name."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from niangjia.rights.caselaw.rules.masking.clues import surname_kind
from niangjia.rights.caselaw.rules.masking.lists import words
from niangjia.rights.caselaw.rules.masking.surnames import ALL, COMPOUND

Ints = NDArray[np.uint64]


@cache
def surname_kinds() -> Ints:
    """What each character may be: surname of some kind, figure, sign."""
    out = np.zeros(65536, np.uint64)
    out[0x4E00:0xA000] = 1
    for sign in "，。；：,;:.！？!?、":
        out[ord(sign)] = 2
    for sign in "“”\"‘’'（）()《》【】[]":
        out[ord(sign)] = 3
    for sign in " \n\t\u3000":
        out[ord(sign)] = 4
    out[48:58] = 5
    out[65:91] = out[97:123] = 6
    numbers = {"safe": 7, "function": 8, "risky": 9, "rare": 10}
    for surname in ALL:
        out[ord(surname)] = numbers[surname_kind(surname)]
    for surname in COMPOUND:
        out[ord(surname[0])] += 16
    return out


@cache
def given_kinds() -> Ints:
    """How usual each character is in given names."""
    out = np.zeros(65536, np.uint64)
    for number, signs in enumerate(
        ("的了是在他她与及或被把从其此该这那您们它诉称", "，。；：、\n"), 2
    ):
        for sign in signs:
            out[ord(sign)] = number
    for sign in words("given_chars"):
        out[ord(sign)] = 1
    return out
