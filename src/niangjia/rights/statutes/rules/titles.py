"""When two titles name the same law."""

import re

_STATE = "中华人民共和国"
_LIKE = str.maketrans({"<": "〈", ">": "〉", "《": "〈", "》": "〉", "(": "（", ")": "）"})
_COURT = ("最高人民法院、最高人民检察院", "最高人民法院", "最高人民检察院")
_AMENDS = re.compile(r"关于(?:修改|废止).*的决定$")


def key_of(title: str) -> str:
    """Return what all ways of writing a title have in common.

    The name of the state is left out wherever it stands, and brackets are made alike; a note
    behind the title, such as （2021修正）, is not part of it.
    """
    plain = "".join(title.replace("\0", "").split()).replace(_STATE, "").translate(_LIKE)
    while plain.startswith("〈") and plain.endswith("〉") and plain.find("〉") == len(plain) - 1:
        plain = plain[1:-1]
    plain = re.sub(r"（(?:19|20)\d\d年?(?:修正|修订|修改|版)?[^）]*）$", "", plain)
    return re.sub(r"[〈〉]", "", plain)


def short_keys(title: str) -> tuple[str, ...]:
    """Return the keys under which a law may also be cited: without the court that wrote it."""
    key = key_of(title)
    return tuple(
        key.removeprefix(court) for court in _COURT if key.startswith(court) and key != court
    )[:1]


def is_amendment(title: str) -> bool:
    """Whether a title is that of a decision which changes other laws and is a version of none."""
    return bool(_AMENDS.search("".join(title.split())))
