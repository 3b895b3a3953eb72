"""Figures in words, the same on the page and in the files."""

from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from niangjia.kernel.chinese.writing import about_yuan
from niangjia.rights.caselaw.statistics.findings import Axis, Breakdown, Line, Statistics
from niangjia.rights.caselaw.statistics.rules.figures import OUTCOMES, Quartiles
from niangjia.rights.caselaw.statistics.rules.tabulating import Figures


@dataclass(frozen=True, slots=True)
class Told:
    """One line in words; "" for what is not told, None for people where nothing of the line is."""

    name: str
    people: int | None
    cases: str
    shares: tuple[tuple[str, str, int], ...]
    awarded: str
    awarded_range: str
    claimed: str
    claimed_range: str
    days: str
    days_range: str


def told(line: Line) -> Told:
    """Return a line in words."""
    figures = line.figures
    awarded, awarded_range = _amount(figures.awarded if figures else None)
    claimed, claimed_range = _amount(figures.claimed if figures else None)
    days, days_range = _days(figures.days if figures else None)
    return Told(
        name=line.name,
        people=figures.people if figures else None,
        cases=line.cases,
        shares=_shares(figures),
        awarded=awarded,
        awarded_range=awarded_range,
        claimed=claimed,
        claimed_range=claimed_range,
        days=days,
        days_range=days_range,
    )


def outcome_names() -> tuple[str, ...]:
    """Return how the four ends are called in a table, in the order of the shares."""
    return (_("支持"), _("部分支持"), _("没有支持"), _("调解和解"))


def axis_name(axis: Axis) -> str:
    """Return what a table by this axis is called."""
    return {"issue": _("什么问题"), "region": _("在哪里"), "year": _("哪一年")}[axis]


def columns() -> tuple[str, ...]:
    """Return the heads of a file's columns."""
    heads = [_("按什么分"), _("哪一项"), _("多少人"), *outcome_names()]
    for what in (_("判给的钱（元）"), _("要求的钱（元）"), _("从申请到结果（天）")):
        heads += [
            _("%(what)s：中间数") % {"what": what},
            _("%(what)s：四分之一在这以下") % {"what": what},
            _("%(what)s：四分之一在这以上") % {"what": what},
        ]
    return tuple(heads)


def rows(found: Statistics) -> list[list[str | int]]:
    """Return everything shown as rows of a file; what is not told says so or is empty."""
    table = [_row(_("合计"), found.whole)]
    for breakdown in found.breakdowns:
        table += _rows(breakdown)
    table += [[_("哪个市、区"), city.name, city.people] for city in found.cities]
    return table


def _rows(breakdown: Breakdown) -> list[list[str | int]]:
    return [_row(axis_name(breakdown.axis), line) for line in breakdown.lines]


def _row(kind: str, line: Line) -> list[str | int]:
    figures = line.figures
    if figures is None:
        return [kind, line.name, _("不公布")]
    shares = [words for _name, words, _share in _shares(figures)] or [""] * len(OUTCOMES)
    quartiles: list[str | int] = []
    for found in (figures.awarded, figures.claimed, figures.days):
        quartiles += [found.median, found.low, found.high] if found else ["", "", ""]
    return [kind, line.name, figures.people, *shares, *quartiles]


def _shares(figures: Figures | None) -> tuple[tuple[str, str, int], ...]:
    """Return (name, words, percent) of each end."""
    if figures is None or figures.shares is None:
        return ()
    shares = [getattr(figures.shares, field.name) for field in fields(figures.shares)]
    return tuple(
        (name, _share(share), share) for name, share in zip(outcome_names(), shares, strict=True)
    )


def _share(share: int) -> str:
    if share == 0:
        return _("不到5%")
    return _("95%以上") if share == 100 else f"{share}%"


def _amount(found: Quartiles | None) -> tuple[str, str]:
    if found is None:
        return "", ""
    low, median, high = (about_yuan(value) for value in (found.low, found.median, found.high))
    return median, _("%(low)s到%(high)s") % {"low": low, "high": high}


def _days(found: Quartiles | None) -> tuple[str, str]:
    if found is None:
        return "", ""
    words = _("%(low)d到%(high)d天") % {"low": found.low, "high": found.high}
    return _("%(number)d天") % {"number": found.median}, words
