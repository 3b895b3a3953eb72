from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from niangjia.foundation.ledger.models import AuditEntry, Event
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, staff
from niangjia.rights.caselaw.models import Case, CaseState, ImportRun

from .files import jsonl, text
from .work import walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(tmp_path: Path, operator: Viewer, unions: Any) -> dict[str, list[str]]:
    """Cases to be published: of the city here, of the city elsewhere, and of no one union."""
    held = {"here": unions.city, "elsewhere": unions.elsewhere, "house": None}
    codes: dict[str, list[str]] = {}
    for number, (name, union) in enumerate(held.items()):
        rows = [{"title": f"{name}第{n}案", "text": text(10 * number + n)} for n in range(2)]
        run = actions.import_cases(
            viewer=operator,
            sources=[jsonl(tmp_path / f"{name}.jsonl", rows)],
            publish=False,
            held_by=union,
        )
        codes[name] = list(
            Case.objects.filter(run=run).order_by("pk").values_list("code", flat=True)
        )
        walk(codes[name], until="checked")
    AuditEntry.objects.all().delete()
    return codes


NOT_KEEPERS = (
    "stranger", "worker", "colleague", "own_union_officer", "officer", "officer_elsewhere",
    "lawyer", "supervisor", "auditor",
)  # fmt: skip


@pytest.mark.parametrize("who", NOT_KEEPERS)
def test_whoever_keeps_no_cases_is_refused_everything(
    who: str,
    request: pytest.FixtureRequest,
    cases: dict[str, list[str]],
    unions: Any,
    tmp_path: Path,
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    code = cases["here"][0]
    run = ImportRun.objects.earliest("pk").code
    path = jsonl(tmp_path / "new.jsonl", [{"text": text(99)}])
    attempts: list[Callable[[], object]] = [
        lambda: actions.import_cases(viewer=viewer, sources=[path], publish=False, held_by=None),
        lambda: actions.import_cases(
            viewer=viewer, sources=[path], publish=True, held_by=unions.city
        ),
        lambda: actions.request_import(viewer=viewer, files=[], publish=False, held_by=unions.city),
        lambda: actions.load_sample(viewer=viewer),
        lambda: actions.publish_cases(viewer=viewer, codes=[code]),
        lambda: actions.withdraw_case(viewer=viewer, code=code, reason="理由"),
        lambda: actions.withdraw_cases(viewer=viewer, codes=[code], reason="理由"),
        lambda: staff.cases_for_staff(viewer=viewer),
        lambda: staff.counts_by_state(viewer=viewer),
        lambda: staff.runs(viewer=viewer),
        lambda: staff.run_for_staff(viewer=viewer, code=run),
        lambda: staff.rejects(viewer=viewer, code=run),
    ]
    before = Case.objects.count(), ImportRun.objects.count(), Event.objects.count()
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()
    assert before == (Case.objects.count(), ImportRun.objects.count(), Event.objects.count())
    assert not Case.objects.exclude(state=CaseState.CHECKED).exists()
    if who != "lawyer":
        with pytest.raises(Refused):
            staff.case_for_staff(viewer=viewer, code=code)


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_a_citys_keeper_keeps_what_the_city_holds_and_no_more(
    who: str,
    request: pytest.FixtureRequest,
    cases: dict[str, list[str]],
    unions: Any,
    tmp_path: Path,
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    assert actions.publish_cases(viewer=viewer, codes=cases["here"]) == 2
    for foreign in (cases["elsewhere"][0], cases["house"][0], "nosuchcode00"):
        with pytest.raises(Missing) as told:
            actions.publish_cases(viewer=viewer, codes=[foreign])
        with pytest.raises(Missing) as seen:
            staff.case_for_staff(viewer=viewer, code=foreign)
        assert told.value.message == seen.value.message
        with pytest.raises(Missing):
            actions.publish_cases(viewer=viewer, codes=[cases["here"][0], foreign])
        with pytest.raises(Missing):
            actions.withdraw_case(viewer=viewer, code=foreign, reason="理由")
    path = jsonl(tmp_path / "new.jsonl", [{"text": text(99)}])
    for union in (None, unions.elsewhere, unions.province):
        with pytest.raises(Refused):
            actions.import_cases(viewer=viewer, sources=[path], publish=False, held_by=union)
    run = actions.import_cases(viewer=viewer, sources=[path], publish=False, held_by=unions.county)
    assert run.imported == 1
    assert {row.code for row in staff.runs(viewer=viewer).rows} >= {run.code}


@pytest.mark.parametrize("who", ["chief_editor", "house_administrator", "operator"])
def test_the_keepers_at_the_top_keep_everything(
    who: str, request: pytest.FixtureRequest, cases: dict[str, list[str]]
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    every = [code for codes in cases.values() for code in codes]
    assert actions.publish_cases(viewer=viewer, codes=every) == 6
    assert staff.cases_for_staff(viewer=viewer).total == 6


def test_publishing_and_withdrawing_are_announced_and_in_the_trail(
    editor: Viewer, cases: dict[str, list[str]]
) -> None:
    code = cases["here"][0]
    case = Case.objects.get(code=code)
    assert actions.publish_cases(viewer=editor, codes=[code]) == 1
    assert actions.publish_cases(viewer=editor, codes=[code]) == 0
    actions.withdraw_case(viewer=editor, code=code, reason="  含有  个人信息 ")
    case.refresh_from_db()
    assert (case.state, case.withdrawn_reason) == (CaseState.WITHDRAWN, "含有 个人信息")
    with pytest.raises(Conflict):
        actions.withdraw_case(viewer=editor, code=code, reason="再撤一次")
    with pytest.raises(Conflict, match="已撤回"):
        actions.publish_cases(viewer=editor, codes=[code])
    actions.restore_case(viewer=editor, code=code, reason="已核对")
    assert actions.publish_cases(viewer=editor, codes=[code]) == 1
    case.refresh_from_db()
    assert (case.state, case.withdrawn_reason, case.withdrawn_at) == (CaseState.PUBLISHED, "", None)
    payloads = [event.payload for event in Event.objects.filter(topic="caselaw.visibility_changed")]
    assert payloads == [{"cases": [case.pk]}] * 3
    entries = AuditEntry.objects.filter(subject=f"case:{case.pk}")
    assert [e.verb.removeprefix("case.") for e in entries] == [
        "published", "withdrawn", "restored", "published",
    ]  # fmt: skip
    assert entries[1].reason == "含有 个人信息"
    assert {entry.actor for entry in entries} == {editor.actor}


def test_a_withdrawal_needs_a_reason_and_a_choice(
    editor: Viewer, cases: dict[str, list[str]]
) -> None:
    actions.publish_cases(viewer=editor, codes=cases["here"])
    for reason in ("", " \n", "长" * 401):
        with pytest.raises(Invalid):
            actions.withdraw_cases(viewer=editor, codes=cases["here"], reason=reason)
    with pytest.raises(Invalid):
        actions.withdraw_cases(viewer=editor, codes=[], reason="理由")
    with pytest.raises(Invalid):
        actions.publish_cases(viewer=editor, codes=[f"code{n}" for n in range(501)])
    assert actions.withdraw_cases(viewer=editor, codes=cases["here"], reason="理由") == 2
    assert actions.withdraw_cases(viewer=editor, codes=cases["here"], reason="理由") == 0


def test_staff_find_their_cases_by_state_words_run_and_page(
    editor: Viewer, chief_editor: Viewer, cases: dict[str, list[str]], unions: Any
) -> None:
    actions.publish_cases(viewer=editor, codes=cases["here"][:1])
    mine = staff.cases_for_staff(viewer=editor)
    assert [row.title for row in mine.rows] == ["here第1案", "here第0案"]
    counts = staff.counts_by_state(viewer=editor)
    assert counts == dict.fromkeys(CaseState.values, 0) | {"checked": 1, "published": 1}
    published = staff.cases_for_staff(viewer=editor, state="published")
    assert [row.state_name for row in published.rows] == ["已发布"]
    found = staff.cases_for_staff(viewer=chief_editor, text="elsewhere 1案")
    assert [row.code for row in found.rows] == cases["elsewhere"][1:]
    held = staff.cases_for_staff(viewer=chief_editor, held_by=unions.elsewhere.code)
    assert {row.holder for row in held.rows} == {unions.elsewhere.name}
    run = held.rows[0].run_code
    assert staff.cases_for_staff(viewer=chief_editor, run=run).total == 2
    last = staff.cases_for_staff(viewer=chief_editor, page=99, per_page=4)
    assert (last.page, last.pages, len(last.rows)) == (2, 2, 2)
    assert staff.cases_for_staff(viewer=editor, issue="women").total == 0


def test_a_case_for_staff_has_its_text_and_where_it_is_from(
    editor: Viewer, cases: dict[str, list[str]]
) -> None:
    found = staff.case_for_staff(viewer=editor, code=cases["here"][0])
    assert found.text == text(0)
    assert found.source_key == "here.jsonl#1"
    assert found.row.holder == "青岛市总工会（示例）"


def test_a_run_shows_its_rejects_to_its_keepers_alone(
    editor: Viewer, chief_editor: Viewer, unions: Any, tmp_path: Path, operator: Viewer
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": ""}, {"text": text(1)}, "{"])
    run = actions.import_cases(
        viewer=operator, sources=[path], publish=False, held_by=unions.elsewhere
    )
    with pytest.raises(Missing):
        staff.run_for_staff(viewer=editor, code=run.code)
    with pytest.raises(Missing):
        staff.rejects(viewer=editor, code=run.code)
    row = staff.run_for_staff(viewer=chief_editor, code=run.code)
    assert (row.read, row.imported, row.rejected, row.stalled) == (3, 1, 2, False)
    assert [one.line for one in staff.rejects(viewer=chief_editor, code=run.code).rows] == [1, 3]
    assert staff.runs(viewer=editor).total == 0
