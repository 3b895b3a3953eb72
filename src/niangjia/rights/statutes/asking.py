"""What a reader asks of the laws, read from the address of a page and written back into one.

Nothing in an address is an error: what cannot be understood is left aside, and said.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from niangjia.kernel import divisions
from niangjia.rights.statutes.rules.ranks import Rank

LONGEST = 200
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the laws; `on` None means today. `notices` say what was left aside."""

    text: str = ""
    ranks: frozenset[str] = frozenset()
    place: str = ""
    on: date | None = None
    page: int = 1
    notices: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but words and the page is set."""
        return bool(self.ranks or self.place or self.on)


def read(parameters: QueryDict) -> Asked:
    """Return what the address asks for."""
    notices: list[str] = []
    text = _SPACE.sub(" ", parameters.get("q", "")).strip()
    if len(text) > LONGEST:
        text = text[:LONGEST]
        notices.append(_("写得太长，只用了前%(number)d个字。") % {"number": LONGEST})
    ranks = frozenset(parameters.getlist("rank")[:10]) & {str(rank) for rank in Rank}
    place = parameters.get("place", "")
    page = parameters.get("page", "")
    return Asked(
        text=text,
        ranks=ranks,
        place=place if divisions.division(place) else "",
        on=read_day(parameters.get("on", ""), notices),
        page=int(page) if re.fullmatch(r"[1-9][0-9]{0,4}", page) else 1,
        notices=tuple(notices),
    )


def read_day(typed: str, notices: list[str]) -> date | None:
    """Return the day typed as YYYY-MM-DD; None for none, with a notice where it is not one."""
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip()[:10])
    except ValueError:
        notices.append(_("日期“%(typed)s”看不懂，按今天算。") % {"typed": typed.strip()[:20]})
        return None


def address(asked: Asked, *, page: int = 1) -> str:
    """Return the query of an address that asks this, with its "?", or "" for everything."""
    query = QueryDict(mutable=True)
    if asked.text:
        query["q"] = asked.text
    query.setlist("rank", sorted(asked.ranks))
    if asked.place:
        query["place"] = asked.place
    if asked.on:
        query["on"] = asked.on.isoformat()
    if page > 1:
        query["page"] = str(page)
    written = query.urlencode()
    return f"?{written}" if written else ""
