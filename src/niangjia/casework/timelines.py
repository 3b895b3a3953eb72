"""A matter's entries, clocks and steps as they are read, whoever reads them."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Q
from django.utils.translation import gettext as _

from niangjia.casework.content import open_words
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.handling.moving import standing_of
from niangjia.casework.models import (
    Entry,
    EntryKind,
    Matter,
    RunningClock,
)
from niangjia.casework.shown import (
    ClockShown,
    EntryShown,
    StepShown,
    clock_shown,
)
from niangjia.kernel.errors import Missing

MOST_ENTRIES = 500


def one_of(mine: Q, code: str, **further: Case) -> Matter:
    """Return a matter out of these, with what stands near it. Raises Missing."""
    if not (code.isascii() and code.isalnum()):
        raise missing_matter()
    near = ("responsible", "employer", "referred_from", "joined_to", "group")
    found = Matter.objects.select_related(*near).annotate(**further)
    matter = found.filter(pk__in=Matter.objects.filter(mine, code=code).values("pk")[:2]).first()
    if matter is None:
        raise missing_matter()
    return matter


def clocks_of(matter: Matter) -> Sequence[RunningClock]:
    """Return the clocks of a matter, in the order in which they began."""
    return list(RunningClock.objects.filter(matter=matter).order_by("pk"))


def clocks_shown(matter: Matter, declared: Procedure) -> tuple[ClockShown, ...]:
    """Return the clocks of a matter in colour and words."""
    names = {one.key: one.name for one in declared.clocks}
    return tuple(clock_shown(one, names.get(one.kind, one.kind)) for one in clocks_of(matter))


def steps_shown(
    matter: Matter, declared: Procedure, who: Iterable[object]
) -> tuple[StepShown, ...]:
    """Return the moves that somebody of these roles or parties may make now."""
    holds = set(who)
    return tuple(
        StepShown(
            one.key,
            one.name,
            declared.state(one.target).name,
            one.guard(standing_of(matter, {})) if one.guard and not one.needs else "",
        )
        for one in declared.moves_from(matter.state)
        if not holds.isdisjoint(one.by)
    )


def entry_shown(
    one: Entry, matter: Matter, declared: Procedure, names: dict[str, str]
) -> EntryShown:
    """Return an entry as an office or a partner body reads it."""
    return EntryShown(
        number=one.number,
        kind=one.kind,
        kind_name=kind_name_of(one, declared),
        at=one.at,
        actor_name=names.get(one.actor, ""),
        office=one.office,
        words=words_of(one, matter),
        detail=one.detail,
        state_name=state_name_of(one, declared),
        reached=one.reached,
    )


def words_of(one: Entry, matter: Matter) -> str:
    """Return the words of an entry."""
    return open_words(one.words, matter.code, one.number)


def kind_name_of(one: Entry, declared: Procedure) -> str:
    """Return what an entry is called: a move by its own name."""
    if one.kind == EntryKind.MOVED and (step := declared.move(one.detail)):
        return step.name
    return str(EntryKind(one.kind).label)


def state_name_of(one: Entry, declared: Procedure) -> str:
    """Return the state that an entry led to, "" where it led to none."""
    if one.from_state == one.to_state:
        return ""
    return next((state.name for state in declared.all_states if state.key == one.to_state), "")


def missing_matter() -> Missing:
    """Return the error for what is not there, or is not the reader's to see."""
    return Missing(_("没有这件事，或者它不在您的范围内。"))
