"""Old records: a row goes in as what it is or is listed with why not; again changes nothing."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from niangjia.casework import queries as engine
from niangjia.casework.models import Matter, RunningClock
from niangjia.foundation.ledger.queries import trail_of
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.models import OldRecord
from niangjia.rights.hotline.records import bringing
from niangjia.rights.hotline.tests.calls import KEPT, called

pytestmark = pytest.mark.django_db

HEAD = (
    "原编号", "收到日期", "办结日期", "类别", "小类", "诉求内容", "办理结果", "追回金额",
    "来电人", "电话", "地区",
)  # fmt: skip
ENDED = (
    "示例-1", "2025-03-05", "2025-03-10", "信访投诉", "拖欠、克扣工资", "示例：欠了工资。",
    "示例：已经补发。", "3200", "示例职工", KEPT, "370202",
)  # fmt: skip
OPEN = (
    "示例-2", "2026-01-05", "", "信访投诉", "", "示例：加班费没有给。", "", "", "",
    "13900000002", "",
)  # fmt: skip


def book(*rows: Sequence[Any], head: Sequence[str] = HEAD) -> io.BytesIO:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (head, *rows):
        sheet.append(list(row))
    written = io.BytesIO()
    made.save(written)
    written.seek(0)
    return written


def changed(row: Sequence[Any], **cells: Any) -> list[Any]:
    return [cells.get(f"c{at}", cell) for at, cell in enumerate(row)]


def brought_in(viewer: Viewer, union: Any, *rows: Sequence[Any]) -> actions.Account:
    return actions.take_in_old_records(viewer=viewer, office=union.code, source=book(*rows))


def test_what_had_ended_is_history_and_no_matter(agent: Viewer, unions: Any) -> None:
    account = brought_in(agent, unions.city, ENDED)
    assert (account.kept, account.opened, account.rejected) == (1, 0, [])
    assert not Matter.objects.exists(), "nobody here can say how it was confirmed"
    one = OldRecord.objects.get()
    assert (one.received_on, one.closed_on) == (date(2025, 3, 5), date(2025, 3, 10))
    assert (one.item, one.issue, one.recovered) == ("petition_wages", "unpaid_wages", Decimal(3200))


def test_what_is_still_open_is_a_matter_from_its_own_day(agent: Viewer, unions: Any) -> None:
    account = brought_in(agent, unions.city, OPEN)
    assert (account.kept, account.opened) == (0, 1)
    one = Matter.objects.get()
    assert one.received_at.astimezone(CHINA).date() == date(2026, 1, 5)
    assert (one.channel, one.state) == ("file", "received")
    due = RunningClock.objects.get(kind="handle").due_at
    assert due is not None
    assert due.astimezone(CHINA).date() == date(2026, 1, 13), "late, and it says so"
    assert one.old_hotline_record.closed_on is None
    row = engine.matters(viewer=agent).rows[0]
    assert row.tone == "over"


def test_the_same_file_again_changes_nothing(agent: Viewer, unions: Any) -> None:
    brought_in(agent, unions.city, ENDED, OPEN)
    before = list(OldRecord.objects.values_list()), list(Matter.objects.values_list())
    account = brought_in(agent, unions.city, ENDED, OPEN)
    assert (account.unchanged, account.kept, account.opened) == (2, 0, 0)
    assert (list(OldRecord.objects.values_list()), list(Matter.objects.values_list())) == before


def test_what_broke_off_goes_on(
    agent: Viewer, unions: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [changed(ENDED, c0=f"示例-{number}") for number in range(7)]
    monkeypatch.setattr(bringing, "BATCH", 3)

    def stop(done: int, _total: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.take_in_old_records(
            viewer=agent, office=unions.city.code, source=book(*rows), progress=stop
        )
    assert OldRecord.objects.count() == 6
    account = brought_in(agent, unions.city, *rows)
    assert (account.unchanged, account.kept) == (6, 1)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"c0": ""}, "“原编号”没有写"),
        ({"c1": "去年三月"}, "“收到日期”不是日期"),
        ({"c1": "2099-01-01"}, "“收到日期”在将来"),
        ({"c2": "2025-03-01"}, "办结日期在收到日期之前"),
        ({"c3": "上访"}, "没有“上访”这一类"),
        ({"c4": "别的什么"}, "没有小类“别的什么”"),
        ({"c5": ""}, "“诉求内容”没有写"),
        ({"c6": ""}, "“办理结果”没有写"),
        ({"c7": "三千"}, "“追回金额”不是金额"),
        ({"c10": "火星"}, "没有这个地区"),
        ({"c10": "999999"}, "没有这个地区"),
    ],
)
def test_a_wrong_row_is_listed_with_its_reason_and_the_others_go_in(
    agent: Viewer, unions: Any, cells: dict[str, str], said: str
) -> None:
    account = brought_in(agent, unions.city, changed(ENDED, **cells), OPEN)
    assert account.opened == 1
    (reject,) = account.rejected
    assert reject.line == 2
    assert said in reject.reason
    assert account.as_json()["rejected"] == [{"line": 2, "reason": reject.reason}]


def test_a_number_that_came_in_with_other_words_is_not_overwritten(
    agent: Viewer, unions: Any
) -> None:
    brought_in(agent, unions.city, ENDED)
    account = brought_in(agent, unions.city, changed(ENDED, c6="示例：改过的结果。"))
    assert "内容不一样" in account.rejected[0].reason
    assert OldRecord.objects.count() == 1


def test_a_file_without_the_columns_is_refused(agent: Viewer, unions: Any) -> None:
    with pytest.raises(Invalid, match="诉求内容"):
        actions.take_in_old_records(
            viewer=agent, office=unions.city.code, source=book(head=("原编号", "类别"))
        )


@pytest.mark.parametrize("who", ["officer", "officer_elsewhere", "worker", "administrator"])
def test_only_the_unions_own_desk_brings_its_records_in(
    request: pytest.FixtureRequest, who: str, unions: Any
) -> None:
    with pytest.raises(Refused):
        brought_in(request.getfixturevalue(who), unions.city, ENDED)
    assert not OldRecord.objects.exists()


@pytest.mark.usefixtures("officer")
def test_the_operator_brings_in_and_what_is_open_goes_where_it_belongs(
    operator: Viewer, unions: Any
) -> None:
    brought_in(operator, unions.city, changed(OPEN, c10="370202"))
    assert Matter.objects.get().responsible_id == unions.county.pk


# Who called before


def test_who_called_before_finds_history_too(agent: Viewer, unions: Any) -> None:
    brought_in(agent, unions.city, ENDED)
    called(agent)
    (old,) = queries.old_records_of(viewer=agent, contact="+86 139 0000 0001")
    assert (old.what, old.closed_on) == ("信访投诉·拖欠、克扣工资", date(2025, 3, 10))
    assert len(engine.earlier_matters(viewer=agent, contact=KEPT)) == 1


def test_a_supervisor_finds_it_and_others_do_not(
    agent: Viewer,
    supervisor: Viewer,
    officer: Viewer,
    worker: Viewer,
    person: Callable[..., Viewer],
    unions: Any,
) -> None:
    brought_in(agent, unions.city, ENDED)
    elsewhere = person("示例外地督导员", (Role.SUPERVISOR, unions.elsewhere))
    assert queries.old_records_of(viewer=supervisor, contact=KEPT)
    for viewer in (officer, worker, elsewhere):
        assert queries.old_records_of(viewer=viewer, contact=KEPT) == ()


def test_opening_one_takes_a_reason_that_stays(agent: Viewer, officer: Viewer, unions: Any) -> None:
    brought_in(agent, unions.city, ENDED)
    number = OldRecord.objects.get().pk
    with pytest.raises(Invalid):
        actions.open_old_record(viewer=agent, number=number, reason=" ")
    with pytest.raises(Missing):
        actions.open_old_record(viewer=officer, number=number, reason="示例：想看看")
    old = actions.open_old_record(viewer=agent, number=number, reason="示例：同一个人又来电")
    assert (old.number, old.phone, old.story) == ("示例-1", KEPT, "示例：欠了工资。")
    (entry,) = trail_of(f"old_record:{number}").filter(verb="hotline.old_record_opened")
    assert entry.actor == agent.actor


def test_nothing_about_a_person_stands_in_the_open(agent: Viewer, unions: Any) -> None:
    brought_in(agent, unions.city, ENDED)
    shown = str({k: v for k, v in OldRecord.objects.values()[0].items() if k != "sealed"})
    for word in (KEPT, "示例职工", "欠了工资", "示例-1"):
        assert word not in shown


def test_from_a_file_on_disk(operator: Viewer, unions: Any, tmp_path: Path) -> None:
    file = tmp_path / "old.xlsx"
    file.write_bytes(book(ENDED).getvalue())
    account = actions.take_in_old_records(viewer=operator, office=unions.city.code, source=file)
    assert account.kept == 1
