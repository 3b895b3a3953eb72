"""What rank a text has among the sources of law, and where it holds, told by where it was kept."""

import re
from collections.abc import Sequence
from enum import StrEnum

from niangjia.kernel import divisions


class Rank(StrEnum):
    """The rank of a text, the highest first."""

    CONSTITUTION = "constitution"
    LAW = "law"
    ADMINISTRATIVE = "administrative"
    INTERPRETATION = "interpretation"
    DEPARTMENT = "department"
    LOCAL = "local"


RANK_NAMES = {
    Rank.CONSTITUTION: "宪法",
    Rank.LAW: "法律",
    Rank.ADMINISTRATIVE: "行政法规",
    Rank.INTERPRETATION: "司法解释",
    Rank.DEPARTMENT: "部门规章",
    Rank.LOCAL: "地方性法规",
}
_FOLDERS: tuple[tuple[str, Rank | None], ...] = (
    ("案例", None),
    ("司法解释", Rank.INTERPRETATION),
    ("行政法规", Rank.ADMINISTRATIVE),
    ("部门规章", Rank.DEPARTMENT),
    ("地方性法规", Rank.LOCAL),
    ("地方法规", Rank.LOCAL),
    ("宪法", Rank.CONSTITUTION),
)
_KINDS_OF_LAW = re.compile(r"^(?:法律|民法典|.{1,10}法)$")


class NoLaw(ValueError):
    """The text is no law; the message says why, for whoever sent it."""


def rank_of(parts: Sequence[str]) -> Rank:
    """Return the rank that the folders and the leading parts of a file's name tell.

    Raises NoLaw for collections of cases, and where nothing tells the rank.
    """
    for part in parts:
        for word, rank in _FOLDERS:
            if word in part:
                if rank is None:
                    raise NoLaw("这是案例，不是法规；请用 import-cases 导入")
                return rank
    if any(_KINDS_OF_LAW.match(part) for part in parts):
        return Rank.LAW
    raise NoLaw("看不出是哪一类法规：请放在写明类别的文件夹里，如“法律”“行政法规”“司法解释”")


def place_of(rank: Rank, parts: Sequence[str], title: str) -> str:
    """Return the division code where a local text holds, "" for one of the whole country.

    Raises NoLaw where a local text does not say where it is from.
    """
    if rank is not Rank.LOCAL:
        return ""
    province = next((code for part in reversed(parts) if (code := divisions.code_of(part))), "")
    own = divisions.place_of(title)
    if own and (not province or divisions.is_within(own, province)):
        return own
    if not province:
        raise NoLaw("看不出是哪个地方的法规")
    return province
