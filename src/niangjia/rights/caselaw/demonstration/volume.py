"""Enough made-up cases that counting them tells something."""

from collections.abc import Iterator

from django.db import transaction

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.access import demand_keeper
from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.intake import runs
from niangjia.rights.caselaw.intake.batches import Progress
from niangjia.rights.caselaw.intake.reading import Record
from niangjia.rights.caselaw.models import ImportRun, RunState

CASES = 600
SEED = 2026
SOURCE = "示例案例（程序生成）"


def load_volume(*, viewer: Viewer, progress: Progress | None = None) -> int:
    """Bring in and publish the generated cases, and return how many of them are new.

    Nothing is done where they came in before. Raises Refused unless the viewer keeps what
    belongs to no one union.
    """
    demand_keeper(viewer, None)
    if ImportRun.objects.filter(sources=[SOURCE], state=RunState.FINISHED).exists():
        return 0
    with transaction.atomic():
        run = runs.begin(
            actor=viewer.actor,
            sources=[SOURCE],
            publish=True,
            held_by=None,
            state=RunState.RUNNING,
            expected=CASES,
        )
    return runs.carry_out(run, _records(), progress=progress).imported


def _records() -> Iterator[Record]:
    """Yield the cases that were decided: settlements would wait for consents nobody can give."""
    decided = (one for one in generate(count=CASES, seed=SEED) if one.facts.outcome != "settled")
    return (record_of(case, case.text) for case in decided)


def record_of(case: FictionalCase, text: str) -> Record:
    """Return a generated case, with this text, as an import file would bring it."""
    return Record(
        source=SOURCE,
        line=None,
        key=f"demonstration#{case.id}",
        text=text,
        title=case.title,
        court=case.court_or_body,
        case_no=case.case_no,
        date=case.date,
        region=case.region,
        cause=case.cause,
    )
