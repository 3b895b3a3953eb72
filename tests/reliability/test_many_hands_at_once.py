"""Many people writing at the same moment: nobody is told that the database is locked."""

import io
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection

from niangjia.foundation.ledger.queries import faults
from niangjia.foundation.organisations.actions import change_organisation
from niangjia.foundation.organisations.facts import organisation_facts_of
from niangjia.foundation.organisations.importing import import_employers
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.people.actions import PersonFacts, open_account
from niangjia.foundation.people.models import Appointment
from niangjia.kernel.errors import Conflict
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.models import Case, CaseState

TIMES = 15

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_imports_publishing_appointing_and_changes_of_the_tree(
    operator: Viewer, unions: Any, tmp_path: Path
) -> None:
    for number in range(3):
        rows = [case.as_record(with_facts=False) for case in generate(count=400, seed=number)]
        write(tmp_path / f"{number}.jsonl", rows)
    bring_in(operator, tmp_path / "0.jsonl")
    codes = list(Case.objects.values_list("code", flat=True))[:60]

    def tree(_number: int) -> None:
        top = Organisation.objects.get(pk=unions.national.pk)
        facts = organisation_facts_of(top)
        change_organisation(viewer=operator, code=top.code, facts=facts, version=top.version)

    def people(number: int) -> None:
        person = PersonFacts("示例", email=f"hand{number}@niangjia.example")
        open_account(
            viewer=operator, person=person, organisation=unions.national.code, role=Role.OFFICER
        )

    def employers(number: int) -> None:
        import_employers(viewer=operator, source=table(number, unions.own.name))

    def shown(number: int) -> None:
        for code in codes:
            with suppress(Conflict):
                actions.restore_case(viewer=operator, code=code, reason=f"示例{number}")
        with suppress(Conflict):
            actions.publish_cases(viewer=operator, codes=codes)
        actions.withdraw_cases(viewer=operator, codes=codes[::-1], reason=f"示例{number}")

    def imports(number: int) -> None:
        bring_in(operator, tmp_path / f"{1 + number % 2}.jsonl")

    broken = at_once(tree, people, employers, shown, shown, lambda n: imports(n) if n < 4 else None)
    assert broken == []
    assert Appointment.objects.count() == TIMES
    assert Employer.objects.count() == TIMES * 3
    assert Case.objects.count() == 1_200
    assert not Case.objects.filter(state=CaseState.WITHDRAWN, withdrawn_reason="").exists()
    assert list(faults()) == []


def at_once(*hands: Callable[[int], None]) -> list[str]:
    """Let everybody do their work TIMES times at once; return what went wrong."""
    broken: list[str] = []
    start = threading.Barrier(len(hands))

    def work(hand: Callable[[int], None]) -> None:
        try:
            start.wait()
            for number in range(TIMES):
                try:
                    hand(number)
                except Conflict:
                    continue
        except Exception as error:  # noqa: BLE001 - whatever it is, the test says so
            broken.append(f"{hand.__name__}: {error!r}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(hand,)) for hand in hands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return broken


def bring_in(operator: Viewer, path: Path) -> None:
    actions.import_cases(viewer=operator, sources=[path], publish=True, held_by=None)


def write(path: Path, rows: list[Any]) -> None:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")


def table(number: int, union: str) -> io.BytesIO:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["单位名称", "行政区划", "本单位工会"])
    for row in range(3):
        sheet.append([f"示例厂{number}-{row}", "370202", union])
    written = io.BytesIO()
    book.save(written)
    written.seek(0)
    return written
