"""What stands beside a call while somebody talks: each line says what the desk should know now."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from niangjia.casework import queries as casework
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.errors import NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline import queries
from niangjia.rights.hotline.content import phone_of
from niangjia.rights.hotline.forms import SAME, place_in
from niangjia.rights.hotline.procedure import GRADES, KEY
from niangjia.rights.hotline.rules.classes import Item, item_of

STEPS = (
    "先稳住对方，不要挂断，问清现在在哪里、身边有没有人。",
    "有生命危险马上拨110、120，同时告诉本单位值班领导。",
    "请心理援助人员（12356）一起接听，或者尽快派人到现场。",
)
OTHER = "petition_other"
FEWEST_DIGITS = 5
"""Of a phone number, before anybody is looked for by it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known while the form is filled in; empty parts are not shown."""

    danger: tuple[str, ...]
    steps: tuple[str, ...]
    earlier: tuple[casework.MatterRow, ...]
    old: tuple[queries.OldRow, ...]
    joined: str
    not_solved: bool
    suggested: tuple[queries.Suggestion, ...]
    item: Item
    grade_name: str
    employers: tuple[Employer, ...]
    employer: str
    near: tuple[casework.MatterRow, ...]
    route: casework.Route | None
    route_fault: str
    stays: bool


def beside(
    *, viewer: Viewer, typed: Mapping[str, str], offices: tuple[Organisation, ...]
) -> Beside:
    """Return what to show beside a form as far as it is filled in. Nothing is kept of it."""
    story, phone = typed.get("story", ""), phone_of(typed.get("phone", ""))
    known = phone if sum(one.isdigit() for one in phone) >= FEWEST_DIGITS else ""
    suggested = queries.suggestions(story)
    item = chosen_item(typed, suggested)
    employers = queries.find_employers(viewer=viewer, text=typed.get("employer_said", ""))
    other_side = chosen_employer(typed, employers)
    employer = other_side.code if other_side else ""
    against = (item.against) and not typed.get("not_against")
    route, fault = _route(typed, other_side, offices, against=against)
    danger = signs_of_danger(story)
    grade = typed.get("grade", "") or item.grade
    return Beside(
        danger=danger,
        steps=STEPS if danger else (),
        earlier=casework.earlier_matters(viewer=viewer, contact=known) if known else (),
        old=queries.old_records_of(viewer=viewer, contact=known) if known else (),
        joined=typed.get("join", SAME),
        not_solved=bool(typed.get("not_solved")),
        suggested=suggested,
        item=item,
        grade_name=GRADES.get(grade, ""),
        employers=employers,
        employer=employer,
        near=casework.near_matters(
            viewer=viewer, procedure=KEY, employer=employer, issue=item.issue
        ),
        route=route,
        route_fault=fault,
        stays=route is not None and any(route.number == one.pk for one in offices),
    )


def chosen_item(typed: Mapping[str, str], suggested: tuple[queries.Suggestion, ...]) -> Item:
    """Return the sub-item chosen in the list, else of the suggestions, else the first of them.

    A call is never refused for its class: where nothing tells it, it is another complaint, and
    somebody puts it right later.
    """
    named = item_of(typed.get("item", "")) or item_of(typed.get("suggested", ""))
    other = item_of(OTHER)
    assert other is not None  # noqa: S101 - the list is checked when it is read
    return named or (suggested[0].item if suggested else other)


def chosen_employer(typed: Mapping[str, str], employers: tuple[Employer, ...]) -> Employer | None:
    """Return the registered employer that was chosen, None for none."""
    return next((one for one in employers if one.code == typed.get("employer", "")), None)


def _route(
    typed: Mapping[str, str],
    employer: Employer | None,
    offices: tuple[Organisation, ...],
    *,
    against: bool,
) -> tuple[casework.Route | None, str]:
    own = next((o for o in offices if o.code == typed.get("office", "")), offices[0])
    try:
        place = place_in(typed.get("place", ""))
    except ValidationError:  # half a word is no place yet
        place = ""
    region = place or ("" if employer else own.region_code)
    try:
        route = casework.route_for(
            procedure=KEY, employer=employer, region_code=region, against_employer=against
        )
    except NiangjiaError as error:
        return None, error.message
    return route, ""
