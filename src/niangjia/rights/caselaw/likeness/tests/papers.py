"""Cases of one dispute, a copy and a stranger, brought in as any other."""

from pathlib import Path
from random import Random

from niangjia.foundation.ledger import courier
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.evaluation.degrading import framed, slips, unnumbered
from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.generator.disputes import disputes
from niangjia.rights.caselaw.models import Case, ChainLink
from niangjia.rights.caselaw.tests.files import jsonl

NAMES = ("award", "first", "second", "copy", "stranger")


def bring_in(
    folder: Path, operator: Viewer, union: Organisation | None, *, publish: bool = False
) -> dict[str, Case]:
    """Import the five papers and return the cases by name; nothing was compared yet."""
    award, first, second = next(disputes(count=1, seed=11))
    stranger = next(generate(count=1, seed=99))
    copied = framed(unnumbered(slips(first.text, Random(1)), Random(2)), Random(3))
    rows = [*map(_row, (award, first, second)), {"text": copied, "title": "副本"}, _row(stranger)]
    run = actions.import_cases(
        viewer=operator, sources=[jsonl(folder / "p.jsonl", rows)], publish=publish, held_by=union
    )
    cases = dict(zip(NAMES, Case.objects.filter(run=run).order_by("pk"), strict=True))
    numbers = {"first": award.case_no, "second": first.case_no, "copy": award.case_no}
    for name, number in numbers.items():
        ChainLink.objects.get_or_create(case=cases[name], number=number)
    return cases


def compare() -> None:
    """Let the background work be done."""
    courier.drain("quick")
    courier.drain("long")


def _row(case: FictionalCase) -> dict[str, str]:
    return {
        "title": case.title,
        "text": case.text,
        "court": case.court_or_body,
        "case_no": case.case_no,
        "date": case.date,
    }
