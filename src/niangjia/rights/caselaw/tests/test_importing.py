import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from niangjia.foundation.ledger.models import AuditEntry, Delivery, Event
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel.errors import Conflict, Missing
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, commands
from niangjia.rights.caselaw.intake import batches as intake
from niangjia.rights.caselaw.intake import runs
from niangjia.rights.caselaw.intake.reading import Record, read
from niangjia.rights.caselaw.intake.sorting import Seen
from niangjia.rights.caselaw.models import Case, CaseState, Citation, ImportRun, RunState
from niangjia.rights.caselaw.rules import whole
from niangjia.rights.caselaw.rules.acceptance import paper_key, text_hash
from niangjia.rights.caselaw.rules.understanding import understand

from .files import docx, jsonl, text

pytestmark = pytest.mark.django_db
Bring = Callable[..., ImportRun]


@pytest.fixture
def bring(operator: Viewer) -> Bring:
    """Import files as the operator."""

    def bring(*paths: Path, publish: bool = False, held_by: Any = None) -> ImportRun:
        return actions.import_cases(
            viewer=operator, sources=paths, publish=publish, held_by=held_by
        )

    return bring


def account(run: ImportRun) -> tuple[int, ...]:
    return run.read, run.imported, run.unchanged, run.duplicates, run.rejected


def announced() -> list[int]:
    events = Event.objects.filter(topic="caselaw.visibility_changed").order_by("pk")
    return [number for event in events for number in event.payload["cases"]]


def test_every_record_is_accounted_for_and_again_changes_nothing(
    tmp_path: Path, bring: Bring
) -> None:
    rows: list[Any] = [{"id": str(n), "text": text(n)} for n in range(5)]
    path = jsonl(
        tmp_path / "x.jsonl", [*rows, rows[0], {"id": "9", "text": text(1)}, "{", {"text": ""}]
    )
    first = bring(path)
    assert account(first) == (9, 5, 0, 2, 2)
    assert first.state == RunState.FINISHED
    assert [reject.line for reject in first.rejects.all()] == [8, 9]
    again = bring(path)
    assert account(again) == (9, 0, 5, 2, 2)
    assert Case.objects.count() == 5


def test_a_file_that_moved_is_still_the_same(tmp_path: Path, bring: Bring) -> None:
    rows = [{"text": text(n)} for n in range(3)]
    bring(jsonl(tmp_path / "x.jsonl", rows))
    (tmp_path / "elsewhere").mkdir()
    moved = (tmp_path / "x.jsonl").rename(tmp_path / "elsewhere" / "x.jsonl")
    assert account(bring(moved)) == (3, 0, 3, 0, 0)


def test_the_same_file_twice_in_one_import_counts_once(tmp_path: Path, bring: Bring) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        jsonl(tmp_path / name / "x.jsonl", [{"id": "1", "text": text(1)}])
    assert account(bring(tmp_path)) == (2, 1, 0, 1, 0)
    assert account(bring(tmp_path)) == (2, 0, 1, 1, 0)


def test_the_same_text_from_another_source_is_a_duplicate_however_it_is_set(
    tmp_path: Path, bring: Bring
) -> None:
    words = text(1)
    jsonl(tmp_path / "a.jsonl", [{"title": "拖欠工资一案", "text": words}])
    docx(tmp_path / "b.docx", ["拖欠工资一案", words[:20], words[20:]])
    (tmp_path / "c.html").write_text(f"<h1>拖欠工资一案</h1><p>{words}</p>", encoding="utf-8")
    assert account(bring(tmp_path)) == (3, 1, 0, 2, 0)
    assert account(bring(tmp_path)) == (3, 0, 1, 2, 0)


def test_which_source_came_first_does_not_depend_on_the_order_later(
    tmp_path: Path, bring: Bring
) -> None:
    first = jsonl(tmp_path / "z.jsonl", [{"text": text(1)}])
    bring(first)
    jsonl(tmp_path / "a.jsonl", [{"text": text(1)}])
    assert account(bring(tmp_path)) == (2, 0, 1, 1, 0)


def test_the_same_number_and_court_come_in_once(tmp_path: Path, bring: Bring) -> None:
    number, court = "（2023）鲁0202民初1号", "青岛市市南区人民法院"
    rows = [
        {"text": text(1), "case_no": number, "court": court},
        {"text": text(2), "case_no": "(2023)鲁0202民初1号 ", "court": court},
        {"text": text(3), "case_no": number, "court": "另一个法院"},
        {"text": text(4), "case_no": "", "court": court},
        {"text": text(5), "case_no": "无", "court": court},
    ]
    path = jsonl(tmp_path / "x.jsonl", rows)
    assert account(bring(path)) == (5, 4, 0, 1, 0)
    assert account(bring(path)) == (5, 0, 4, 1, 0)


def test_a_number_that_tells_no_paper_is_no_key() -> None:
    assert paper_key("", "某法院") is None
    assert paper_key("无", "某法院") is None
    assert paper_key("第12号", "") is None
    assert (
        paper_key("（2023）鲁0202民初1号", "") == paper_key("[2023]鲁0202民初1号", "") is not None
    )


def test_a_text_is_known_again_however_it_is_written() -> None:
    assert text_hash("工资　拖欠ABC\n三个月") == text_hash("工资拖欠ＡＢＣ三個月")
    assert text_hash("标题\n正文内容", "标题") == text_hash("正文内容", "标题")
    assert text_hash("标题", "标题") == text_hash("标题")
    assert text_hash("正文甲") != text_hash("正文乙")


def test_a_case_comes_in_with_what_is_understood_of_it(tmp_path: Path, bring: Bring) -> None:
    paper = (
        "青岛市市南区人民法院\n民事判决书\n（2023）鲁0202民初1号\n"
        "原告：王某，女。\n被告：某公司。\n"
        "原告王某向本院提出诉讼请求：支付拖欠的工资18,000元。\n本院认为，应当支付。"
        "依照《中华人民共和国劳动合同法》第三十条之规定，判决如下：\n"
        "被告某公司于本判决生效之日起十日内支付原告王某工资18,000元。\n"
        "审判员　李某\n二〇二三年五月一日"
    )
    bring(jsonl(tmp_path / "x.jsonl", [{"title": "王某与某公司劳动争议", "text": paper}]))
    case = Case.objects.get()
    assert (case.body, case.stage, case.region_code) == ("basic_court", "first_instance", "370202")
    assert (case.issue, case.asker, case.outcome) == ("unpaid_wages", "worker", "supported")
    assert (case.claimed, case.awarded) == (Decimal(18000), Decimal(18000))
    assert str(case.date) == "2023-05-01"
    assert case.court == "青岛市市南区人民法院"
    assert list(case.citations.values_list("law", "article")) == [("劳动合同法", "第三十条")]
    assert not case.fictional


def test_what_is_marked_as_made_up_stays_marked(tmp_path: Path, bring: Bring) -> None:
    bring(
        jsonl(
            tmp_path / "x.jsonl", [{"text": text(1), "case_no": "（虚构）2023鲁1号", "court": "某"}]
        )
    )
    assert Case.objects.get().fictional


def test_nothing_is_shown_before_somebody_publishes_it(tmp_path: Path, bring: Bring) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(3)])
    bring(path)
    assert set(Case.objects.values_list("state", flat=True)) == {CaseState.IMPORTED}
    assert announced() == []
    assert account(bring(path, publish=True)) == (3, 0, 3, 0, 0)
    assert set(Case.objects.values_list("state", flat=True)) == {CaseState.PUBLISHED}
    assert announced() == list(Case.objects.order_by("pk").values_list("pk", flat=True))


def test_a_trusted_source_is_shown_at_once_but_not_what_was_withdrawn(
    tmp_path: Path, bring: Bring, operator: Viewer
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(1)}, {"text": text(2)}])
    bring(path, publish=True)
    case = Case.objects.earliest("pk")
    actions.withdraw_case(viewer=operator, code=case.code, reason="含有个人信息")
    Event.objects.all().delete()
    bring(path, publish=True)
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN
    assert announced() == []


def test_a_source_of_one_union_does_not_publish_the_cases_of_another(
    tmp_path: Path, bring: Bring, unions: Any
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(1)}])
    bring(path, held_by=unions.city)
    bring(path, publish=True, held_by=unions.elsewhere)
    assert Case.objects.get().state == CaseState.IMPORTED


def test_batches_close_at_their_size_and_name_few_cases_each(
    tmp_path: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 4)
    run = bring(jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(10)]), publish=True)
    assert account(run) == (10, 10, 0, 0, 0)
    shown = Event.objects.filter(topic="caselaw.visibility_changed").order_by("pk")
    sizes = [len(event.payload["cases"]) for event in shown]
    assert sizes == [4, 4, 2]
    assert Delivery.objects.filter(listener="caselaw.index").count() == 3


def test_long_texts_close_a_batch_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH_CHARACTERS", 100)
    records = [Record("x", n, f"x#{n}", text(n) * 2) for n in range(3)]
    run = ImportRun.objects.create(started_by="test", state=RunState.RUNNING)
    told: list[int] = []
    intake.take_in(run, records, progress=lambda done, _total: told.append(done))
    assert told == [1, 2, 3]


def test_progress_is_told_with_the_whole_where_it_is_known(
    tmp_path: Path, operator: Viewer
) -> None:
    told: list[tuple[int, int | None]] = []
    actions.import_cases(
        viewer=operator,
        sources=[jsonl(tmp_path / "x.jsonl", [{"text": text(1)}, {"text": text(2)}])],
        publish=False,
        held_by=None,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(2, 2)]


def test_an_import_is_in_the_trail_with_its_account(tmp_path: Path, bring: Bring) -> None:
    run = bring(jsonl(tmp_path / "x.jsonl", [{"text": text(1)}]))
    entries = AuditEntry.objects.filter(subject=f"import:{run.pk}")
    assert [entry.verb for entry in entries] == ["import.requested", "import.finished"]
    assert entries[1].details["imported"] == 1


def test_a_paper_that_breaks_a_rule_is_rejected_and_the_rest_goes_on(
    tmp_path: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(paper: Any) -> Any:
        if "第1。" in paper.text:
            raise ZeroDivisionError
        return understand(paper)

    monkeypatch.setattr(whole, "understand", breaks)
    run = bring(jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(3)]))
    assert account(run) == (3, 2, 0, 0, 1)
    assert "程序" in run.rejects.get().reason


def test_when_every_paper_breaks_the_rules_it_is_not_the_papers(
    tmp_path: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_paper: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(whole, "understand", breaks)
    with pytest.raises(intake.RulesBroken, match="ZeroDivisionError"):
        bring(jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(30)]))
    run = ImportRun.objects.get()
    assert run.state == RunState.FAILED
    assert run.failure
    assert account(run) == (0, 0, 0, 0, 0)


def test_an_interrupted_import_says_so_and_is_taken_up_again(
    tmp_path: Path, bring: Bring, operator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(6)])

    def stop(done: int, total: int | None) -> None:  # noqa: ARG001 - as a progress is called
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.import_cases(
            viewer=operator, sources=[path], publish=True, held_by=None, progress=stop
        )
    run = ImportRun.objects.get()
    assert (run.state, account(run)) == (RunState.FAILED, (4, 4, 0, 0, 0))
    assert "中断" in run.failure
    assert account(bring(path, publish=True)) == (6, 2, 4, 0, 0)
    assert sorted(announced()) == sorted(Case.objects.values_list("pk", flat=True))


def test_a_run_begun_again_counts_its_own_cases_as_its_own(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(4)])
    run = ImportRun.objects.create(started_by="test", state=RunState.WAITING)
    first = runs.claim(run.code)
    assert first is not None
    intake.take_in(first, list(read([path]))[:3])
    ImportRun.objects.filter(pk=run.pk).update(last_batch_at=None)
    second = runs.claim(run.code)
    assert second is not None
    done = runs.carry_out(second, read([path]))
    assert account(done) == (4, 4, 0, 0, 0)


def test_a_worker_whose_run_was_taken_over_changes_nothing(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(3)])
    mine = ImportRun.objects.create(started_by="test", state=RunState.RUNNING)
    ImportRun.objects.filter(pk=mine.pk).update(read=7, imported=7)
    with pytest.raises(Conflict):
        runs.carry_out(mine, read([path]))
    assert Case.objects.count() == Citation.objects.count() == 0
    mine.refresh_from_db()
    assert (mine.state, mine.read) == (RunState.RUNNING, 7)


def test_the_texts_met_are_remembered_outside_memory() -> None:
    seen = Seen()
    hashes = [text_hash(str(number)) for number in range(50)]
    assert [seen.is_first(one) for one in hashes] == [True] * 50
    assert not any(seen.is_first(one) for one in hashes)


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().out


def test_the_command_prints_one_object_and_its_exit_code(
    tmp_path: Path,
    operator: Viewer,
    said: Callable[[], str],
    django_capture_on_commit_callbacks: Any,
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(1)}, {"text": ""}])
    with django_capture_on_commit_callbacks(execute=True):
        code = commands.import_cases(
            viewer=operator, paths=[path], publish=False, organisation=None, json=True
        )
    assert code == 0
    assert json.loads(said()) == {
        "read": 2,
        "imported": 1,
        "unchanged": 0,
        "duplicates": 0,
        "rejected": [{"source": "x.jsonl", "line": 2, "reason": "正文是空的"}],
    }


def test_the_command_says_when_nothing_could_be_read(
    tmp_path: Path, operator: Viewer, said: Callable[[], str]
) -> None:
    for path in (tmp_path / "gone.jsonl", tmp_path):
        code = commands.import_cases(
            viewer=operator, paths=[path], publish=False, organisation=None, json=False
        )
        assert code == 2
    assert "找不到" in said()


def test_the_command_takes_a_union_by_its_code(
    tmp_path: Path, operator: Viewer, unions: Any, said: Callable[[], str]
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(1)}])
    commands.import_cases(
        viewer=operator, paths=[path], publish=False, organisation=unions.city.code, json=False
    )
    assert Case.objects.get().held_by == Organisation.objects.get(pk=unions.city.pk)
    assert "新导入 1" in said()
    with pytest.raises(Missing):
        commands.import_cases(
            viewer=operator, paths=[path], publish=False, organisation="nothing", json=False
        )


def test_an_import_asks_the_database_few_questions(
    tmp_path: Path, operator: Viewer, django_assert_max_num_queries: Any
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(n)} for n in range(400)])
    with django_assert_max_num_queries(60, connection=connection):
        actions.import_cases(viewer=operator, sources=[path], publish=True, held_by=None)
