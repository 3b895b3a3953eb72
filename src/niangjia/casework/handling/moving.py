"""Moves as the procedure declares them: by officers, by the asker, by a partner body."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.access import roles_on
from niangjia.casework.declaring.parts import Move, Need, NeedKind, Party, Standing
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.alarming import raise_by_words
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.locking import (
    LONGEST,
    Asker,
    actor_of,
    demand_alone,
    demand_free,
    of_asker,
    procedure_of,
    to_reply,
    to_work,
)
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Matter
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import Viewer

Filled = Mapping[str, str]


@transaction.atomic
def move(*, viewer: Viewer, code: str, step: str, filled: Filled) -> None:
    """Make a move as an officer. `filled` holds what the move needs, dates as 2024-03-05.

    Raises Missing, Refused where the viewer's role may not, Invalid for what is missing or wrong,
    Conflict where the matter is not in a state for it, a colleague has it, or the guard says no.
    """
    matter = to_work(viewer, code)
    declared = procedure_of(matter)
    one = _move(declared, matter, step)
    if not viewer.operator and roles_on(viewer, matter, declared).isdisjoint(one.by):
        raise Refused(_("这一步不由您来办。"))
    demand_free(matter, viewer)
    _make(matter, declared, one, filled, actor=viewer.actor)


@transaction.atomic
def move_as_asker(*, asker: Asker, code: str = "", step: str, filled: Filled) -> None:
    """Make a move that is the asker's to make. Raises as `move`."""
    matter = of_asker(asker, code)
    declared = procedure_of(matter)
    one = _move(declared, matter, step)
    if Party.ASKER not in one.by:
        raise Refused(_("这一步由工会来办。"))
    _make(matter, declared, one, filled, actor=actor_of(asker))


@transaction.atomic
def move_as_partner(*, viewer: Viewer, code: str, step: str, filled: Filled) -> None:
    """Make a move that is a partner body's to make. Raises as `move`."""
    matter, _partners = to_reply(viewer, code)
    declared = procedure_of(matter)
    one = _move(declared, matter, step)
    if Party.PARTNER not in one.by:
        raise Refused(_("这一步由工会来办。"))
    _make(matter, declared, one, filled, actor=viewer.actor)


def standing_of(matter: Matter, filled: Filled) -> Standing:
    """Return what a guard may know of a matter."""
    return Standing(
        code=matter.code,
        state=matter.state,
        grade=matter.grade,
        issue=matter.issue,
        money_at_stake=matter.money_at_stake,
        claimed=matter.claimed,
        crisis=matter.crisis,
        received_at=matter.received_at,
        now=clock.now(),
        filled=filled,
    )


def checked(one: Move, filled: Filled) -> dict[str, str]:
    """Return what was filled in, trimmed. Raises Invalid for what is missing or wrong."""
    problems, kept = {}, {}
    known = {need.key for need in one.needs}
    if strange := sorted(set(filled) - known):
        problems[strange[0]] = _("这一步不填这一项。")
    for need in one.needs:
        value = filled.get(need.key, "").strip()
        if fault := _fault(need, value):
            problems[need.key] = fault
        elif value:
            kept[need.key] = value
    if problems:
        raise Invalid(_("还有几处要填好。"), problems)
    return kept


def _move(declared: Procedure, matter: Matter, step: str) -> Move:
    demand_alone(matter)
    one = declared.move(step)
    if one is None:
        raise Conflict(_("这个流程没有这一步。"))
    if matter.state not in one.sources:
        now = declared.state(matter.state).name
        raise Conflict(_("这件事现在是“{state}”，不能“{step}”。").format(state=now, step=one.name))
    return one


def _make(matter: Matter, declared: Procedure, one: Move, filled: Filled, *, actor: str) -> None:
    kept = checked(one, filled)
    if one.guard is not None and (why := one.guard(standing_of(matter, kept))):
        raise Conflict(why)
    clocks = Clocks(matter, declared)
    clocks.moved_to(one.target)
    entry = write(
        matter,
        Writing(EntryKind.MOVED, _in_words(one, kept), detail=one.key, to_asker=True),
        actor=actor,
        state=one.target,
        next_due=clocks.next_due,
    )
    clocks.save(entry)
    if one.effect is not None:
        one.effect(matter.pk, kept)
    raise_by_words(matter, signs_of_danger(" ".join(kept.values())))


def _in_words(one: Move, kept: Filled) -> str:
    return "\n".join(
        f"{need.label}：{need.choices.get(value, value)}"
        for need in one.needs
        if (value := kept.get(need.key))
    )


def _fault(need: Need, value: str) -> str:
    if not value:
        return _("必填。") if need.required else ""
    if len(value) > LONGEST or "\0" in value:
        return _("写得太长，或含有不能保存的字符。")
    match need.kind:
        case NeedKind.CHOICE:
            return "" if value in need.choices else _("请选一项。")
        case NeedKind.DATE:
            return "" if _is_date(value) else _("请填日期。")
        case NeedKind.MONEY:
            return "" if _is_money(value) else _("请填金额，以元为单位。")
        case NeedKind.TEXT:
            return ""


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_money(value: str) -> bool:
    try:
        amount = Decimal(value)
    except InvalidOperation:
        return False
    return amount.is_finite() and 0 <= amount <= Decimal(10) ** 10
