"""Choosing cases and moving them: the one place where a state changes.

Many at once are all or none: where one of them cannot be moved, the message says how many and why,
and nothing has changed. Those that are already where they should go are passed over.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw.access import (
    KEEPERS,
    demand_any_post,
    demand_any_work,
    kept_by,
    worked_by,
)
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.rights.caselaw.rules.steps import MOVES, Move

MOST_AT_ONCE = 500
"""Cases that one action changes, and the most that one event may name."""

_SEEN = frozenset({CaseState.PUBLISHED, CaseState.HELD, CaseState.WITHDRAWN})


def reach(viewer: Viewer, roles: tuple[Role, ...]) -> Q:
    """Return the condition under which a case is the viewer's to work on in one of these roles.

    Raises Refused for somebody who holds none of them anywhere.
    """
    if roles == KEEPERS:
        demand_any_post(viewer)
        return kept_by(viewer)
    demand_any_work(viewer)
    return worked_by(viewer)


def chosen(viewer: Viewer, codes: Sequence[str], roles: tuple[Role, ...]) -> list[Case]:
    """Return these cases, locked until the transaction ends, in the order they came in.

    Raises Refused, Invalid for none or too many, Missing where one is not there or another's.
    """
    mine = reach(viewer, roles)
    wanted = set(codes)
    if not wanted:
        raise Invalid(_("请先选择案例。"))
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid(_("一次最多处理 {count} 个案例。").format(count=MOST_AT_ONCE))
    possible = [code for code in wanted if code.isalnum()]
    within = Case.objects.filter(mine, code__in=possible).values("pk")
    found = list(_locked(Case.objects.filter(pk__in=within)))
    if len(found) != len(wanted):
        raise _missing()
    return found


def one(viewer: Viewer, code: str, roles: tuple[Role, ...]) -> Case:
    """Return one case to be changed, locked. Raises Refused and Missing."""
    return chosen(viewer, [code], roles)[0]


def seen(viewer: Viewer, code: str, roles: tuple[Role, ...]) -> Case:
    """Return one case to be looked at. Raises Refused and Missing."""
    mine = reach(viewer, roles)
    case = Case.objects.filter(mine, code=code).first() if code.isalnum() else None
    if case is None:
        raise _missing()
    return case


def movable(cases: Sequence[Case], verb: str) -> list[Case]:
    """Return those that are not there yet. Raises Conflict where one cannot be moved so."""
    move = MOVES[verb]
    waiting = [case for case in cases if case.state not in move.targets]
    stuck = Counter(case.state for case in waiting if case.state not in move.sources)
    if stuck:
        raise Conflict(_stuck_message(stuck, alone=len(cases) == 1))
    return waiting


def demand_free(cases: Sequence[Case], viewer: Viewer) -> None:
    """Raise Conflict where somebody else has taken one of the cases."""
    taken = sum(case.assigned_to not in {"", viewer.actor} for case in cases)
    if taken:
        raise Conflict(
            _("有 {count} 个案例正由别的同事办理，没有改动。请先商量，或请编辑改派。").format(
                count=taken
            )
        )


def demand_none(
    cases: Sequence[Case],
    wrong: Callable[[Case], bool],
    message: str,
    kind: type[Invalid] = Invalid,
) -> None:
    """Raise an error with this message, which may name {count}, where something is wrong."""
    count = sum(map(wrong, cases))
    if count:
        raise kind(message.format(count=count))


def move(
    cases: Sequence[Case],
    verb: str,
    *,
    actor: str,
    to: str = "",
    reason: str = "",
    details: Callable[[Case], Mapping[str, Any]] | None = None,
    **changes: Any,
) -> int:
    """Move the cases by compare-and-swap, record and announce it; return how many.

    A step done ends the assignment. Raises Conflict where somebody moved one of them meanwhile.
    """
    if not cases:
        return 0
    way = MOVES[verb]
    target = _target(way, to)
    numbers = [case.pk for case in cases]
    changed = Case.objects.filter(pk__in=numbers, state__in=way.sources).update(
        state=target, state_since=clock.now(), assigned_to="", assigned_at=None, **changes
    )
    if changed != len(numbers):
        raise Conflict(_("有人刚刚改动了其中的案例，没有改动任何案例，请刷新后再试。"))
    for case in cases:
        record(
            actor=actor,
            verb=way.audited,
            subject=subject_of(case),
            reason=reason,
            details={"to": target, **(details(case) if details else {})},
        )
    if target in _SEEN:
        announce_visibility(numbers)
    return changed


def announce_visibility(cases: Sequence[int]) -> None:
    """Tell whoever follows the library that what is public of these cases changed."""
    if cases:
        announce("caselaw.visibility_changed", [{"cases": list(cases)}])


def subject_of(case: Case) -> str:
    """Return the name of a case in the audit trail."""
    return f"case:{case.pk}"


def reason_in(text: str, *, least: int = 1, most: int = 400, field: str = "reason") -> str:
    """Return a reason in one line. Raises Invalid where it is too short or too long."""
    why = " ".join(text.split())
    if not why:
        raise Invalid(_("请写明原因。"), {field: _("必填")})
    if len(why) < least:
        raise Invalid(
            _("原因太短，请至少写 {count} 个字。").format(count=least), {field: _("太短")}
        )
    if len(why) > most:
        raise Invalid(_("原因请写在 {count} 字以内。").format(count=most), {field: _("太长")})
    return why


def _locked(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Lock the rows where the database can; SQLite lets in one writer at a time anyway."""
    return cases.order_by("pk").defer("text").select_for_update(of=("self",))


def _target(way: Move, to: str) -> str:
    target = to or way.targets[0]
    if target not in way.targets:
        raise ValueError(f"{way.verb} does not lead to {target}")
    return target


def _stuck_message(stuck: Counter[str], *, alone: bool) -> str:
    named = "、".join(
        _("{count} 个是“{state}”").format(count=count, state=CaseState(state).label)
        for state, count in sorted(stuck.items())
    )
    if alone:
        state = CaseState(next(iter(stuck))).label
        return _("这个案例现在是“{state}”，不能这样做。").format(state=state)
    return _("有案例不在这一步：{named}。没有改动任何案例。").format(named=named)


def _missing() -> Missing:
    return Missing(_("没有这个案例，或者它不由您管理。"))
