"""Every verb an office has, and which of them a matter calls for first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l

from niangjia.casework.forms import ending, handing, papers, talking, timing, together
from niangjia.casework.forms.moving import STEP, step_form
from niangjia.casework.forms.verb import Bench, VerbForm
from niangjia.kernel.errors import Missing


@dataclass(frozen=True, slots=True)
class Chest:
    """Verbs that belong together, folded under one name."""

    name: Promise | str
    verbs: tuple[type[VerbForm], ...]


CHESTS = (
    Chest(_l("和职工说"), (talking.Tell, talking.Call, ending.CallBack, talking.LookUp)),
    Chest(_l("记录和材料"), (talking.Note, papers.Attach, papers.GivePaper, papers.RemovePaper)),
    Chest(
        _l("交给谁办"),
        (
            handing.Take, handing.HandOver, handing.Release, handing.Dispatch, handing.Return,
            handing.Share, handing.GivePart, handing.AskPartAgain, handing.Unshare, handing.Refer,
            handing.ReferToPartner,
        ),
    ),
    Chest(_l("时限和难度"), (timing.Pause, timing.Resume, timing.Extend, timing.Regrade)),
    Chest(_l("合并、集体"), (together.Join, together.Group, together.Separate)),
    Chest(
        _l("答复和办结"),
        (ending.Answer, together.AnswerGroup, ending.ConfirmByCall, ending.Explain),
    ),
    Chest(_l("督办和报警"), (talking.Supervise, talking.RaiseCrisis, talking.AttendCrisis)),
)  # fmt: skip
VERBS = {verb.key: verb for chest in CHESTS for verb in chest.verbs}


def verb_of(bench: Bench, key: str) -> type[VerbForm]:
    """Return a verb by its key, a step of the procedure among them. Raises Missing."""
    if key.startswith(STEP):
        move = bench.declared.move(key.removeprefix(STEP))
        if move is not None:
            return step_form(move)
    found = VERBS.get(key)
    if found is None:
        raise Missing("没有这种办法。")
    return found


def next_verbs(bench: Bench) -> tuple[type[VerbForm], ...]:
    """Return what to do next, the most sensible first: these stand open to be seen."""
    return tuple(one for one in _next(bench) if one.offered(bench))


def chests_for(bench: Bench, but: tuple[type[VerbForm], ...]) -> list[Chest]:
    """Return what else may be done, without what stands above it and without empty chests."""
    above = {one.key for one in but}
    found = [
        Chest(
            chest.name,
            tuple(one for one in chest.verbs if one.key not in above and one.offered(bench)),
        )
        for chest in CHESTS
    ]
    return [chest for chest in found if chest.verbs]


def _next(bench: Bench) -> Iterator[type[VerbForm]]:
    if bench.page.row.crisis == "raised":
        yield talking.AttendCrisis
        return
    if bench.goes_on and any(one.is_mine and not one.has_answered for one in bench.page.joint):
        yield handing.GivePart
    if handing.Take.offered(bench):
        yield handing.Take
        return
    if bench.is_answered:
        yield ending.ConfirmByCall
    for step in bench.page.steps:
        if move := bench.declared.move(step.key):
            yield step_form(move)
    yield ending.Answer
    yield together.AnswerGroup
