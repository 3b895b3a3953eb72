"""What the public cases add up to, as readers, spreadsheets and programs get it."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from niangjia.foundation.ledger import courier
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.caselaw.actions import withdraw_case
from niangjia.rights.caselaw.models import Case, CaseState, Kinship, KinshipState, Tabulated
from niangjia.rights.caselaw.statistics import counting
from niangjia.rights.caselaw.statistics.findings import Chosen
from niangjia.rights.caselaw.statistics.queries import statistics

pytestmark = pytest.mark.django_db

SHANDONG, QINGDAO, JINAN, ZHEJIANG = "370000", "370200", "370100", "330000"


def cases(count: int, **facts: Any) -> list[Case]:
    """Publish cases that differ in their employers."""
    first = Case.objects.count()
    facts = {
        "title": "示例", "text": "示例", "source_key": "x", "issue": "overtime",
        "region_code": QINGDAO, "date": date(2024, 3, 5), "outcome": "supported",
        "state": CaseState.PUBLISHED, "published_at": clock.now(), "masked_by": "operator:示例",
    } | facts  # fmt: skip
    return Case.objects.bulk_create(
        Case(text_hash=f"{n:064d}", employer_key=f"e{n}", **facts)
        for n in range(first, first + count)
    )


def figures(found: Any, axis: str) -> dict[str, int | None]:
    lines = next(b.lines for b in found.breakdowns if b.axis == axis)
    return {line.name: line.figures.people if line.figures else None for line in lines}


@pytest.fixture
def counted() -> Sequence[Case]:
    """Sixty cases, every number of which can be told but those of overtime in Zhejiang."""
    cases(30, claimed=20_000, awarded=12_345, filed_on=date(2024, 1, 5))
    cases(20, issue="leave", region_code=ZHEJIANG, outcome="refused")
    cases(12, issue="leave", region_code=JINAN)
    few = cases(4, region_code=ZHEJIANG)
    counting.renew()
    return few


@pytest.mark.usefixtures("counted")
def test_numbers_add_up_and_a_small_one_is_not_told() -> None:
    everything = statistics(viewer=STRANGER)
    assert figures(everything, "issue") == {"加班": 34, "休假": 32}
    assert figures(everything, "region") == {"山东省": 42, "浙江省": 24}
    overtime = statistics(viewer=STRANGER, chosen=Chosen(issue="overtime"))
    assert figures(overtime, "region")["浙江省"] is None
    assert figures(overtime, "region")["山东省"] is None, "the total would give the other away"
    small = statistics(viewer=STRANGER, chosen=Chosen(issue="overtime", region=ZHEJIANG))
    assert (small.status, small.whole.figures) == ("hidden", None)


@pytest.mark.usefixtures("counted")
def test_two_things_can_be_chosen_and_not_three() -> None:
    cases(30, date=date(2021, 3, 5))
    counting.renew()
    three = Chosen(issue="overtime", region=SHANDONG, year="2021")
    assert statistics(viewer=STRANGER, chosen=three).status == "too_fine"


@pytest.mark.usefixtures("counted")
def test_what_all_cases_have_in_common_narrows_nothing() -> None:
    found = statistics(viewer=STRANGER, chosen=Chosen(issue="leave", year="2024"))
    assert found.status == "shown"
    assert [breakdown.axis for breakdown in found.breakdowns] == ["region"]


@pytest.mark.usefixtures("counted")
def test_amounts_shares_and_days_are_told_coarsely() -> None:
    found = statistics(viewer=STRANGER).whole.figures
    assert found is not None
    assert found.shares is not None
    assert (found.shares.supported, found.shares.refused, found.shares.settled) == (70, 30, 0)
    assert found.awarded is not None
    assert found.awarded.median == 12_000
    assert found.days is not None
    assert found.days.median == 60


@pytest.mark.usefixtures("counted")
def test_every_number_leads_to_its_cases(client: Client) -> None:
    page = client.get("/tongji/")
    shown = page.content.decode()
    assert not page.cookies
    assert f'href="/anli/?region={SHANDONG}"' in shown
    assert 'href="/anli/?issue=overtime"' in shown
    narrowed = client.get(f"/tongji/?region={SHANDONG}").content.decode()
    assert f'href="/anli/?region={QINGDAO}"' in narrowed
    assert f"region={SHANDONG}&amp;issue=leave" in narrowed


@pytest.mark.usefixtures("counted")
def test_an_address_with_nonsense_is_answered(client: Client) -> None:
    for query in (
        "issue=x&region=1&year=9",
        "year=%00",
        "issue=overtime&issue=leave",
        "region=%ff",
    ):
        assert client.get(f"/tongji/?{query}").status_code == 200
    assert "不公布" in client.get("/tongji/?issue=overtime&region=330000").content.decode()


@pytest.mark.usefixtures("counted")
def test_the_files_say_what_the_page_says(client: Client) -> None:
    answer = client.get("/tongji/anli-tongji.csv?issue=overtime")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][:3] == ["合计", "加班", "34"]
    assert ["在哪里", "浙江省", "不公布"] in rows
    book = load_workbook(io.BytesIO(client.get("/tongji/anli-tongji.xlsx").content))
    table = list(book.worksheets[0].values)
    assert table[1][:3] == ("合计", "全部案例", 66)


@pytest.mark.usefixtures("counted")
def test_a_program_gets_null_for_what_is_not_told(client: Client) -> None:
    found = client.get("/api/v1/statistics?issue=overtime").json()
    lines = next(b["lines"] for b in found["breakdowns"] if b["axis"] == "region")
    small = next(line for line in lines if line["codes"] == [ZHEJIANG])
    assert {small[key] for key in ("people", "shares", "awarded", "claimed", "days")} == {None}
    assert found["whole"]["people"] == 34
    assert client.get("/api/v1/statistics?region=abc").status_code == 422


def test_a_small_library_tells_nothing(client: Client) -> None:
    assert "案例还太少" in client.get("/tongji/").content.decode()
    cases(9)
    counting.renew()
    assert "案例还太少" in client.get("/tongji/").content.decode()
    assert client.get("/api/v1/statistics").json()["status"] == "empty"
    assert client.get("/tongji/anli-tongji.csv").status_code == 200


def test_made_up_cases_count_only_where_there_are_no_others(client: Client) -> None:
    cases(40, fictional=True)
    assert "虚构的示例案例" in client.get("/tongji/").content.decode()
    assert statistics(viewer=STRANGER).whole.figures is not None
    cases(15)
    found = statistics(viewer=STRANGER)
    assert found.whole.figures is not None
    assert (found.fictional, found.whole.figures.people) == (False, 15)


def test_papers_of_one_dispute_are_one_person_by_the_last_outcome() -> None:
    lost = cases(25, outcome="refused")
    appeals = cases(5, outcome="supported", date=date(2024, 9, 1))
    for one, other in zip(lost, appeals, strict=False):
        Kinship.objects.create(
            one=one, other=other, kind="same_dispute", score=1,
            state=KinshipState.LINKED, decided_by="account:1",
        )  # fmt: skip
    found = statistics(viewer=STRANGER).whole.figures
    assert found is not None
    assert found.shares is not None
    assert (found.people, found.shares.supported) == (25, 20)


def test_a_withdrawn_case_is_out_of_the_count(operator: Viewer) -> None:
    some = cases(30)
    counting.renew()
    withdraw_case(viewer=operator, code=some[0].code, reason="测试")
    courier.drain("counting")
    found = statistics(viewer=STRANGER).whole.figures
    assert found is not None
    assert found.people == 29


def test_a_slower_count_does_not_replace_a_later_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cases(30)
    counting.renew()
    later = Tabulated.objects.get()
    monkeypatch.setattr(clock, "now", lambda: later.made_at - timedelta(seconds=1))
    Case.objects.all().delete()
    counting.renew()
    assert Tabulated.objects.get().content == later.content
