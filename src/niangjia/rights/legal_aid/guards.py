"""What must hold before a step is made, and what the room notes when it is.

A guard says why not, "" where it may. An effect runs in the step's own transaction, after the
engine wrote the entry that says who made it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from niangjia.casework.actions import end_engagements
from niangjia.casework.declaring.parts import Standing
from niangjia.casework.models import Entry
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Conflict
from niangjia.rights.legal_aid.content import open_facts, seal_facts
from niangjia.rights.legal_aid.models import STANDING, Application, Appointment, Stand
from niangjia.rights.legal_aid.rules.articles import ACT_FIRST, PAPERS_ONCE
from niangjia.rights.legal_aid.rules.means import Outcome
from niangjia.rights.legal_aid.rules.urgency import NEAR, is_near

GROUNDS = {
    "last_day": "离法定时效或者期限届满不足七日",
    "preserve": "要马上申请保全或者先予执行",
    "other": "法律、法规、规章规定的其他情形",
}
"""The cases of art. 44 (1) no. 1 to 3, in their order."""

Filled = Mapping[str, str]

_reporting: ContextVar[tuple[str, bool]] = ContextVar("reporting", default=("", False))
"""The matter on which a report is being written, and whether it is the last one."""


def papers_asked_once(standing: Standing) -> str:
    """Papers are asked for once, all together (art. 43 (2))."""
    application = _application(standing)
    if application is None:
        return _no_form()
    if application.papers_asked_at is not None:
        return _("已经告知过要补的材料。{article}：一次性告知。").format(article=PAPERS_ONCE)
    return ""


def may_be_granted(standing: Standing) -> str:
    """Aid is granted to whoever is within the means, or is not checked."""
    application = _application(standing)
    if application is None:
        return _no_form()
    if application.outcome == Outcome.UNTOLD:
        return _("还没有说明经济情况。请先在“申请表”里填，或者选不用审查的理由。")
    if application.outcome == Outcome.ABOVE:
        return _("超过本地经济困难标准。情况有变化的，先改申请表。")
    return ""


def may_act_first(standing: Standing) -> str:
    """Aid is given at once where fewer than seven days are left, or things may vanish (art. 44)."""
    application = _application(standing)
    if application is None:
        return _no_form()
    ground = standing.filled.get("ground", "")
    today = standing.now.astimezone(CHINA).date()
    if ground == "last_day" and not is_near(application.last_day, today):
        return _("申请表里的日子还有{days}天以上，或者没有填。{article}第一项。").format(
            days=NEAR, article=ACT_FIRST
        )
    if ground == "preserve" and not application.preserve:
        return _("申请表里没有写要保全或者先予执行。{article}第二项。").format(article=ACT_FIRST)
    return ""


def may_be_refused(standing: Standing) -> str:
    """Nobody is refused for means that are not looked at, nor for papers never asked for."""
    application, reason = _application(standing), standing.filled.get("reason", "")
    if application is None:
        return _no_form()
    if reason == "means" and application.outcome != Outcome.ABOVE:
        return _("不能因为经济情况拒绝：{words}。").format(
            words=Outcome.label_of(application.outcome)
        )
    if reason == "no_papers" and application.papers_asked_at is None:
        return _("还没有告知过要补什么材料，不能视为撤回。{article}").format(article=PAPERS_ONCE)
    return ""


def lawyer_is_chosen(standing: Standing) -> str:
    """A step to the lawyer needs the lawyer: appointing makes it by itself."""
    if _standing_one(standing.code, Stand.OFFERED) is None:
        return _("请在“指派律师”里选人：先查利益冲突，再按专业、手上件数和远近排先后。")
    return ""


stands_as_offered = lawyer_is_chosen


@contextmanager
def reporting(code: str, *, final: bool) -> Iterator[None]:
    """Let a lawyer's step be made: a report on this matter is written in the same transaction."""
    token = _reporting.set((code, final))
    try:
        yield
    finally:
        _reporting.reset(token)


def report_is_written(standing: Standing) -> str:
    """Each step of a lawyer's is told in a report of its own."""
    return (
        ""
        if _reporting.get()[0] == standing.code
        else _("请在“写报告”里写明做了什么、用了多少时间。")
    )


def final_report_is_written(standing: Standing) -> str:
    """The last report says how it came out."""
    if why := report_is_written(standing):
        return why
    return "" if _reporting.get()[1] else _("请在“写报告”里写明办案结果。")


def note_papers_asked(matter: int, filled: Filled) -> None:
    """Keep that papers were asked for, and which."""
    _change(matter, told=filled["what"], papers_asked_at=clock.now())


def note_granted(matter: int, filled: Filled) -> None:
    """Keep the decision; after an objection nobody confirms himself."""
    by = _actor(matter)
    if "why" in filled:
        _demand_other_eyes(matter, by)
    _change(matter, told=filled.get("why", ""), granted=True, decided_at=clock.now(), decided_by=by)


def note_acted_first(matter: int, filled: Filled) -> None:
    """Keep that aid was given before everything was looked at, and on what ground."""
    _change(
        matter, granted=True, decided_at=clock.now(), decided_by=_actor(matter),
        ground=filled["ground"],
    )  # fmt: skip


def note_refused(matter: int, filled: Filled) -> None:
    """Keep the refusal, with the reason the applicant reads."""
    _change(
        matter, told=filled["why"], granted=False, decided_at=clock.now(),
        decided_by=_actor(matter), ground=filled["reason"],
    )  # fmt: skip


def note_upheld(matter: int, filled: Filled) -> None:
    """Keep what the objection was answered with, by somebody other than who decided."""
    _demand_other_eyes(matter, _actor(matter))
    _change(matter, told=filled["why"])


def note_terminated(matter: int, filled: Filled) -> None:
    """End the lawyer's part with the aid; who decided it does not answer an objection to it."""
    _end(matter, Stand.TAKEN_BACK)
    _change(
        matter, told=filled["why"], granted=False, decided_at=clock.now(),
        decided_by=_actor(matter), ground=filled["reason"],
    )  # fmt: skip


def note_accepted(matter: int, _filled: Filled) -> None:
    """Keep that the lawyer accepted."""
    done = Appointment.objects.filter(application__matter=matter, state=Stand.OFFERED)
    if done.update(state=Stand.ACCEPTED, answered_at=clock.now()) != 1:
        raise Conflict(_("没有等您答复的指派，可能刚被收回。"))


def note_declined(matter: int, _filled: Filled) -> None:
    """Let the lawyer off; the next in turn is asked."""
    _end(matter, Stand.DECLINED, answered_at=clock.now())


def note_taken_back(matter: int, _filled: Filled) -> None:
    """Take the matter from the lawyer, for another."""
    _end(matter, Stand.TAKEN_BACK)
    Application.objects.filter(matter=matter).update(change_asked_at=None)


def note_change_asked(matter: int, _filled: Filled) -> None:
    """Keep that the applicant wants another lawyer (art. 55)."""
    Application.objects.filter(matter=matter).update(change_asked_at=clock.now())


def note_finished(matter: int, _filled: Filled) -> None:
    """The lawyer's load is one less; the lawyer goes on seeing the matter until it ends."""
    standing = Appointment.objects.filter(application__matter=matter, state=Stand.ACCEPTED)
    standing.update(state=Stand.DONE, ended_at=clock.now())


def note_sent_back(matter: int, _filled: Filled) -> None:
    """Put the matter into the lawyer's hand again."""
    last = Appointment.objects.filter(application__matter=matter).order_by("-pk").first()
    if last is None or last.state != Stand.DONE:
        raise Conflict(_("没有可以退回的律师。"))
    Appointment.objects.filter(pk=last.pk).update(state=Stand.ACCEPTED, ended_at=None)


def _application(standing: Standing) -> Application | None:
    return Application.objects.filter(matter__code=standing.code).first()


def _no_form() -> str:
    return _("请先填“申请表”：要什么帮助、对方是谁、哪一天到期、要不要审查经济情况。")


def _standing_one(code: str, state: Stand) -> Appointment | None:
    return Appointment.objects.filter(application__matter__code=code, state=state).first()


def _end(matter: int, state: Stand, **columns: Any) -> None:
    standing = Appointment.objects.filter(application__matter=matter, state__in=STANDING)
    standing.update(state=state, ended_at=clock.now(), **columns)
    end_engagements(matter=matter)


def _actor(matter: int) -> str:
    """Return who makes this step: who wrote the entry that tells it."""
    last = Entry.objects.filter(matter=matter).order_by("-number").values_list("actor", flat=True)
    return str(last[0])


def _demand_other_eyes(matter: int, by: str) -> None:
    decided = Application.objects.filter(matter=matter).values_list("decided_by", flat=True)
    if by in decided:
        raise Conflict(_("作出决定的人不能审查对它的异议，请另一位督导员审查。"))


def _change(matter: int, *, told: str | None = None, **columns: Any) -> None:
    application = Application.objects.select_related("matter").get(matter=matter)
    if told is not None:
        code = application.matter.code
        facts = replace(open_facts(application.sealed_facts, code), told=told)
        columns["sealed_facts"] = seal_facts(facts, code)
    Application.objects.filter(pk=application.pk).update(**columns)
