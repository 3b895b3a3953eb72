"""The two ways in which a matter ends, and how the asker opens it again. There is no third.

1. A result is answered, with the yuan recovered where money was at stake, and the asker confirms
   it, or confirms it over the phone to somebody other than who answered.
2. A reason, told to the asker in a recorded call-back by somebody other than who ends the matter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.declaring.own import ANSWERED, CLOSED, GROUPED
from niangjia.casework.handling.alarming import demand_safe, raise_by_words
from niangjia.casework.handling.attaching import keep_papers
from niangjia.casework.handling.calling import calls_since_reopened, demand_called
from niangjia.casework.handling.clockwork import Clocks
from niangjia.casework.handling.closing import close, follow
from niangjia.casework.handling.locking import (
    Asker,
    actor_of,
    demand_alone,
    demand_free,
    demand_open,
    of_asker,
    procedure_of,
    text_in,
    to_lead,
    to_work,
)
from niangjia.casework.handling.writing import URGENT_URGED, Writing, write
from niangjia.casework.models import Ending, Entry, EntryKind, Matter, MatterGroup, Outcome
from niangjia.casework.models.matters import FAR
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.casework.rules.endings import missing_for_result
from niangjia.casework.rules.periods import Hours, ends
from niangjia.foundation.holidays.queries import calendar
from niangjia.kernel import clock
from niangjia.kernel.calendar import NotPublished
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a result of the procedure, in plain words, with the yuan where there were.

    `promised` is what was agreed and is still to be paid.
    """

    result: str
    told: str
    recovered: Decimal | None = None
    promised: Decimal | None = None
    paid_on: date | None = None


@transaction.atomic
def answer(*, viewer: Viewer, code: str, given: Answer) -> None:
    """Answer the asker, who is then asked whether it is so.

    Raises Missing, Invalid for what is missing, Conflict where the state does not allow it, a
    colleague has it, it leads a group, or somebody may come to harm.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    if matter.part == MatterGroup.LEAD:
        raise Conflict(_("集体事项要逐人答复。"))
    write_answer(matter, given, viewer.actor)


def write_answer(matter: Matter, given: Answer, actor: str) -> Entry:
    """Answer a locked matter; for one, and for each member of a group."""
    declared = procedure_of(matter)
    demand_safe(matter)
    if matter.state not in {*declared.closing.answered_from, GROUPED}:
        name = declared.state(matter.state).name
        raise Conflict(_("这件事现在是“{name}”，还不能答复。").format(name=name))
    _check(given, declared.closing.results, matter)
    clocks = Clocks(matter, declared)
    clocks.moved_to(ANSWERED)
    entry = write(
        matter,
        Writing(EntryKind.ANSWERED, given.told.strip(), detail=given.result, to_asker=True),
        actor=actor,
        state=ANSWERED,
        result=given.result,
        recovered=given.recovered,
        answered_by=actor,
        next_due=clocks.next_due,
    )
    clocks.save(entry)
    Outcome.objects.create(
        matter=matter,
        entry=entry,
        result=given.result,
        recovered=given.recovered,
        promised=given.promised,
        paid_on=given.paid_on,
        answered_at=clock.now(),
        answered_by=actor,
    )
    return entry


@transaction.atomic
def confirm(*, asker: Asker, code: str = "", rating: int | None = None) -> None:
    """Confirm, as the asker, that it is so: the matter ends. Raises Missing, Conflict, Invalid."""
    matter = of_asker(asker, code)
    _demand_answered(matter)
    _check_rating(rating)
    _end_confirmed(matter, actor_of(asker), rating, by_call=False)


@transaction.atomic
def confirm_by_call(*, viewer: Viewer, code: str, said: str, rating: int | None = None) -> None:
    """Write down a call-back in which the asker confirmed: the matter ends.

    Raises Missing, Invalid, Conflict where it is not answered, or where the caller is who answered
    and the procedure wants other eyes.
    """
    matter = to_work(viewer, code)
    _demand_answered(matter)
    _check_rating(rating)
    if procedure_of(matter).closing.other_eyes and matter.answered_by == viewer.actor:
        raise Conflict(_("答复的人不能自己回访确认，请别的同事回访，或者请职工自己确认。"))
    words = text_in(said, field="said", least=5)
    called = Writing(EntryKind.CALL_BACK, words, reached=True, to_asker=True)
    write(matter, called, actor=viewer.actor)
    raise_by_words(matter, signs_of_danger(words))
    _end_confirmed(matter, viewer.actor, rating, by_call=True)


@transaction.atomic
def contest(*, asker: Asker, code: str = "", reason: str) -> None:
    """Say, as the asker, that it is not so: the matter is open again, with new clocks.

    Raises Missing, Invalid without a reason, Conflict where nothing was answered or the time to
    contest is over.
    """
    matter = of_asker(asker, code)
    demand_contestable(matter)
    reopen(matter, text_in(reason), actor_of(asker))


@transaction.atomic
def explain(*, viewer: Viewer, code: str, reason: str, why: str) -> None:
    """End a matter without a result: a reason of the procedure, told in a recorded call-back.

    Raises Missing, Invalid for another reason or without words, Conflict without a call-back, where
    a colleague has it, or where somebody may come to harm.
    """
    matter = to_lead(viewer, code)
    demand_alone(matter)
    demand_free(matter, viewer)
    demand_safe(matter)
    closing = procedure_of(matter).closing
    if reason not in closing.reasons:
        raise Invalid(_("请选一个原因。"), {"reason": _("请选一项。")})
    words = text_in(why, field="why", least=10)
    if matter.part == MatterGroup.LEAD and matter.members.filter(closed_at=None).exists():
        raise Conflict(_("集体事项里还有人没有办完。"))
    calls = calls_since_reopened(matter)
    last = demand_called(matter, calls, closing, viewer)
    Outcome.objects.filter(
        matter=matter, contested_at__isnull=True, superseded_at__isnull=True
    ).update(superseded_at=clock.now())
    close(
        matter,
        Writing(EntryKind.EXPLAINED, words, detail=reason, to_asker=True),
        actor=viewer.actor,
        ending=Ending.EXPLAINED,
        closing_reason=reason,
        call_back=last,
    )


@transaction.atomic
def rate(*, asker: Asker, code: str = "", rating: int) -> None:
    """Rate, as the asker, what came of an ended matter, once: 1 to 5. Raises Missing, Conflict."""
    matter = of_asker(asker, code)
    _check_rating(rating)
    rated = Outcome.objects.filter(
        matter=matter, confirmed_at__isnull=False, contested_at__isnull=True, rating__isnull=True
    ).update(rating=rating)
    if rated != 1:
        raise Conflict(_("这件事还不能评价，或者已经评价过。"))
    write(
        matter,
        Writing(EntryKind.RATED, detail=str(rating), to_asker=True),
        actor=actor_of(asker),
    )


def reopen(matter: Matter, reason: str, actor: str) -> None:
    """Open a locked matter again; the standing answer counts as contested."""
    declared = procedure_of(matter)
    target, group = declared.closing.reopens_to, matter.group_id
    Outcome.objects.filter(
        matter=matter, contested_at__isnull=True, superseded_at__isnull=True
    ).update(contested_at=clock.now())
    clocks = Clocks(matter, declared)
    clocks.restart()
    clocks.moved_to(target)
    entry = write(
        matter,
        Writing(EntryKind.CONTESTED, reason, to_asker=True),
        actor=actor,
        state=target,
        result="",
        recovered=None,
        answered_by="",
        confirmed_at=None,
        ending="",
        closing_reason="",
        call_back=None,
        closed_at=None,
        group=None,
        part="" if matter.part != MatterGroup.LEAD else matter.part,
        reopened=matter.reopened + 1,
        urgency=max(matter.urgency, URGENT_URGED),
        next_due=clocks.next_due,
    )
    clocks.save(entry)
    keep_papers(matter, actor, months=None)
    raise_by_words(matter, signs_of_danger(reason))
    if group is not None:
        follow(group)


def _end_confirmed(matter: Matter, actor: str, rating: int | None, *, by_call: bool) -> None:
    demand_safe(matter)
    now = clock.now()
    standing = Outcome.objects.filter(
        matter=matter, contested_at__isnull=True, superseded_at__isnull=True
    )
    confirmed = standing.filter(confirmed_at__isnull=True).update(
        confirmed_at=now, confirmed_by_call=by_call, rating=rating
    )
    if confirmed != 1:
        raise Conflict(_("没有等待确认的答复。"))
    close(
        matter,
        Writing(EntryKind.CONFIRMED, detail="call" if by_call else "", to_asker=True),
        actor=actor,
        ending=Ending.CONFIRMED,
        confirmed_at=now,
    )


def _demand_answered(matter: Matter) -> None:
    demand_open(matter)
    if matter.state != ANSWERED or matter.part == MatterGroup.LEAD:
        raise Conflict(_("这件事还没有答复，不能确认。"))


def demand_contestable(matter: Matter) -> None:
    """Raise Conflict where the asker cannot contest now: nothing was answered, or too late."""
    if matter.state == ANSWERED and matter.part != MatterGroup.LEAD:
        return
    if matter.state != CLOSED or matter.part == MatterGroup.LEAD or matter.closed_at is None:
        raise Conflict(_("这件事正在办理，有话可以直接补充。"))
    period = procedure_of(matter).closing.contest
    if period is None:
        return
    try:
        until = ends(period, matter.closed_at, Hours(), calendar())
    except NotPublished:
        until = FAR  # in doubt for the asker
    if clock.now() >= until:
        raise Conflict(_("办结已经过了{period}，请重新反映。").format(period=period))


def _check(given: Answer, results: Mapping[str, str], matter: Matter) -> None:
    problems = {}
    if given.result not in results:
        problems["result"] = _("请选一个结果。")
    missing = missing_for_result(money_at_stake=matter.money_at_stake, recovered=given.recovered)
    if missing:
        problems["recovered"] = missing
    if given.promised is not None and given.promised < 0:
        problems["promised"] = _("金额不对。")
    if len(given.told.strip()) < 10 or len(given.told) > 4000:
        problems["told"] = _("请用大白话告诉职工结果，10到4000字。")
    if problems:
        raise Invalid(_("还有几处要填好，没有答复。"), problems)


def _check_rating(rating: int | None) -> None:
    if rating is not None and not 1 <= rating <= 5:
        raise Invalid(_("评价请选1到5。"), {"rating": _("请选1到5。")})
