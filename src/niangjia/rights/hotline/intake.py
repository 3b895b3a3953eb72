"""Everything asked of the hotline comes in here, and goes through `casework.actions.receive`.

Each way in is a verb of its own, because who may use it and what is known differ; what they write
is the same: the engine's matter, and the work order beside it, in one transaction.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework import actions as casework
from niangjia.casework.models import Channel, Matter
from niangjia.foundation.ledger.actions import announce
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline.content import Sealed, phone_of, seal
from niangjia.rights.hotline.models import Behalf, Reach, WorkOrder
from niangjia.rights.hotline.procedure import KEY
from niangjia.rights.hotline.rules.classes import Item, item_of

DESK = (Role.OFFICER, Role.HOTLINE_AGENT)
"""Who takes calls and counters."""
LONGEST_WISH = 300


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells the hotline.

    `item` is a sub-item of `classes.toml`; issue and grade are the item's own where they are "".
    `employer` is the code of a registered one; `employer_said` is how it was named. `claimed` is in
    yuan. `reference` is the call's mark in a telephone system. `received_at` is for old records.
    """

    story: str
    item: str
    name: str = ""
    phone: str = ""
    issue: str = ""
    grade: str = ""
    region_code: str = ""
    employer: str = ""
    employer_said: str = ""
    against_employer: bool | None = None
    claimed: Decimal | None = None
    behalf: str = Behalf.SELF
    relation: str = ""
    reach: str = Reach.ANY
    wishes: str = ""
    reference: str = ""
    restricted: bool = False
    received_at: datetime | None = None


def take_call(
    *, viewer: Viewer, told: Told, key: str, office: str = "", send_on: bool = False
) -> casework.Received:
    """Take a call: the matter begins at the agent's office, or goes on to where routing sends it.

    A matter with words of harm in it is not sent on: a person at this desk sees to it first.
    Raises Refused for somebody at no such desk; as `casework.actions.receive`.
    """
    _demand_desk(viewer)
    return _taken(viewer, told, key, Channel.PHONE, office=office, send_on=send_on)


def at_the_counter(
    *, viewer: Viewer, told: Told, key: str, office: str = "", send_on: bool = False
) -> casework.Received:
    """Write down, on somebody's behalf, what is told at a counter. Raises as `take_call`."""
    _demand_desk(viewer)
    return _taken(viewer, told, key, Channel.COUNTER, office=office, send_on=send_on)


def write_in(*, viewer: Viewer, told: Told, key: str) -> casework.Received:
    """Take what somebody writes in themselves, signed in or not; routing finds the office.

    An officer who writes in does so as a worker like any other. Raises as
    `casework.actions.receive`.
    """
    asker = Viewer(account=viewer.account)
    return _taken(asker, told, key, Channel.WEB)


def take_handed_over(*, viewer: Viewer, told: Told, key: str, office: str) -> casework.Received:
    """Take what a call centre hands over by machine; see `centres.from_call_centre`."""
    return _taken(viewer, told, key, Channel.API, office=office, send_on=True)


def take_from_file(*, viewer: Viewer, told: Told, key: str, office: str) -> casework.Received:
    """Take what an old record says is still open; see `records.bringing`."""
    return _taken(viewer, told, key, Channel.FILE, office=office)


def call_again(*, viewer: Viewer, code: str, words: str, not_solved: bool = False) -> str:
    """Join a call to an earlier matter instead of giving it a new number; return that code.

    Raises Refused for somebody at no desk; as `casework.actions.called_again`.
    """
    _demand_desk(viewer)
    return casework.called_again(viewer=viewer, code=code, words=words, not_solved=not_solved)


def checked(told: Told) -> tuple[Told, Item]:
    """Return what was told with the item's own issue and grade filled in. Raises Invalid."""
    item = item_of(told.item)
    wrong = {
        "item": item is None,
        "behalf": told.behalf not in Behalf.values,
        "reach": told.reach not in Reach.values,
        "wishes": len(told.wishes) > LONGEST_WISH,
        "employer_said": len(told.employer_said) > 120,
        "relation": len(told.relation) > 60,
        "reference": len(told.reference) > 120,
    }
    words = {
        "item": _("请选一个小类。"),
        "behalf": _("请选是替谁说的。"),
        "reach": _("请选怎么联系。"),
        "wishes": _("联系的要求太长。"),
        "employer_said": _("单位名称太长。"),
        "relation": _("关系写得太长。"),
        "reference": _("通话编号太长。"),
    }
    if item is None or any(wrong.values()):
        problems = {field: words[field] for field, is_wrong in wrong.items() if is_wrong}
        raise Invalid(_("有几处要改，还没有提交。"), problems)
    against = item.against if told.against_employer is None else told.against_employer
    return (
        replace(
            told,
            issue=told.issue or item.issue,
            grade=told.grade or item.grade,
            against_employer=against,
            phone=phone_of(told.phone),
        ),
        item,
    )


@transaction.atomic
def _taken(
    viewer: Viewer, told: Told, key: str, channel: str, *, office: str = "", send_on: bool = False
) -> casework.Received:
    told, item = checked(told)
    came = casework.receive(
        viewer=viewer, procedure=KEY, asked=_asked(told, item, channel), key=key, office=office
    )
    matter = Matter.objects.only("pk", "code").get(code=came.code)
    _order, new = WorkOrder.objects.get_or_create(
        matter=matter,
        defaults={
            "klass": item.klass,
            "item": item.key,
            "behalf": told.behalf,
            "reach": told.reach,
            "sealed": seal(_sealed(told), came.code),
            "taken_by": viewer.actor,
        },
    )
    if new:
        announce("hotline.taken", [{"matter": matter.pk}])
    if new and send_on and not came.crisis:
        return _sent_on(viewer, came)
    return came


def _sent_on(viewer: Viewer, came: casework.Received) -> casework.Received:
    """Dispatch to where routing sends it.

    A matter that is there already stays, as does one that nobody else could take.
    """
    try:
        office = casework.dispatch(viewer=viewer, code=came.code, words=_("热线受理后按归属派单。"))
    except (Conflict, Invalid, Missing):
        return came
    return replace(came, office=office)


def _asked(told: Told, item: Item, channel: str) -> casework.Asked:
    return casework.Asked(
        story=told.story,
        person=casework.Person(name=told.name.strip(), phone=told.phone, notes=told.wishes),
        channel=channel,
        issue=told.issue,
        grade=told.grade,
        region_code=told.region_code,
        employer=told.employer,
        against_employer=bool(told.against_employer),
        money_at_stake=item.money or bool(told.claimed),
        claimed=told.claimed,
        restricted=told.restricted,
        received_at=told.received_at,
    )


def _sealed(told: Told) -> Sealed:
    return Sealed(
        reference=told.reference.strip(),
        wishes=told.wishes.strip(),
        employer_said=told.employer_said.strip(),
        relation=told.relation.strip(),
    )


def _demand_desk(viewer: Viewer) -> None:
    if not viewer.reach(*DESK):
        raise Refused(_("接电话、接待来访由热线坐席和工会的办事人员来办。"))
