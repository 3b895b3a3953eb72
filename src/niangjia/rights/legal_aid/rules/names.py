"""Names of parties made alike, so that the same one is known again, exactly or nearly.

Only what comes out of here is kept, and only as fingerprints: of the whole, and of the whole
without each of its characters, so that two that differ in one character have one in common.
"""

import re
import unicodedata
from functools import cache

from niangjia.kernel.divisions import children, short_name

_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_LEGAL_FORM = re.compile(
    r"(?:股份)?(?:有限)?(?:责任)?公司$|有限合伙$|合伙企业$|个体工商户$|(?:分|子)公司$|集团$"
)
_PLACE = re.compile(r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|区|县))+")
_SHORTEST_NEAR = 4
"""Characters: of shorter names one character less would make too many alike."""


def plain(name: str) -> str:
    """Return a name without spaces, brackets and punctuation, letters in one form."""
    text = unicodedata.normalize("NFKC", name).upper()
    return "".join(character for character in text if character.isalnum())


def is_credit_code(name: str) -> bool:
    """Whether this is a unified social credit code of 18 characters."""
    return _CREDIT_CODE.fullmatch(plain(name)) is not None


def core(name: str) -> str:
    """Return what is left of a firm's name without its place and legal form."""
    whole = plain(name)
    if is_credit_code(whole):
        return whole
    shorter = _LEGAL_FORM.sub("", whole)
    shorter = _PLACE.sub("", shorter) or shorter
    for length in (4, 3, 2):
        if shorter[:length] in _places() and len(shorter) - length >= 2:
            shorter = shorter[length:]
            break
    return shorter if len(shorter) >= 2 else whole


@cache
def _places() -> frozenset[str]:
    """Return the names that people use of provinces and cities, which firms begin theirs with."""
    provinces = children()
    cities = [city for province in provinces for city in children(province.code)]
    return frozenset(short_name(one.code) for one in (*provinces, *cities)) - {""}


def exact(name: str) -> str:
    """Return what must be the same for two names to be the same."""
    return plain(name)


def near(name: str) -> frozenset[str]:
    """Return what two names that are nearly the same have in common: any of these.

    Nearly the same: the same but for place and legal form, or but for one character. A credit code
    is the same or another.
    """
    heart = core(name)
    if not heart or is_credit_code(heart):
        return frozenset()
    if len(heart) < _SHORTEST_NEAR:
        return frozenset({heart})
    return frozenset({heart} | {heart[:at] + heart[at + 1 :] for at in range(len(heart))})
