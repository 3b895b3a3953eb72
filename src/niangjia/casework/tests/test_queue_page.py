"""The queue: what is in it for whom, narrowed, kept, taken, handed out, undone; and how fast."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from niangjia.casework import actions
from niangjia.casework.models import Matter, SavedView
from niangjia.casework.tests.desk import PHONE, STORY, answered, matter, receipt, received
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db
Browser = Callable[[Viewer], Client]
LIST = "/desk/matters/"


def listed(page: Any) -> list[str]:
    return [row.code for row in page.context["desk"].rows.rows]


def test_a_crisis_stands_above_all_in_every_order(officer: Viewer, client_of: Browser) -> None:
    first = received().code
    received(key="2")
    danger = received(key="3", story="示例：我不想活了。").code
    browser = client_of(officer)
    for order in ("urgent", "newest", "oldest", "number"):
        page = browser.get(LIST, {"view": "waiting", "order": order})
        assert listed(page)[0] == danger
        assert "有1件危险信号" in page.content.decode()
    assert listed(browser.get(LIST, {"view": "waiting", "order": "oldest"}))[1] == first


def test_each_list_holds_what_it_says(
    officer: Viewer, city_officer: Viewer, unions: Any, client_of: Browser
) -> None:
    taken, waits, contested, went = (received(key=str(number)) for number in range(4))
    actions.take(viewer=officer, code=taken.code)
    answered(officer, waits.code)
    answered(officer, contested.code)
    actions.contest(asker=receipt(contested), reason="示例：没有到账")
    actions.dispatch(viewer=officer, code=went.code, to=unions.city.code, words="示例：请市里办")
    browser = client_of(officer)

    def view(name: str) -> set[str]:
        return set(listed(browser.get(LIST, {"view": name})))

    assert view("mine") == {taken.code}
    assert view("asking") == {waits.code}
    assert view("contested") == {contested.code}
    assert view("watching") == {went.code}
    assert view("waiting") == {taken.code, contested.code}
    actions.return_matter(viewer=city_officer, code=went.code, reason="示例：不归市里管")
    assert view("bounced") == {went.code}
    actions.confirm(asker=receipt(waits))
    assert view("closed") == {waits.code}
    tabs = {tab.view: tab.count for tab, _address in browser.get(LIST).context["tabs"]}
    assert (tabs["mine"], tabs["waiting"], tabs["bounced"], tabs["asking"]) == ("1", "3", "1", "0")


def test_a_list_is_narrowed_and_nothing_strange_breaks_it(
    officer: Viewer, client_of: Browser
) -> None:
    wages = received(issue="unpaid_wages").code
    overtime = received(key="2", issue="overtime")
    actions.move(viewer=officer, code=overtime.code, step="start", filled={})
    browser = client_of(officer)

    def found(**filters: str) -> list[str]:
        return listed(browser.get(LIST, {"view": "waiting", **filters}))

    assert found(issue="overtime") == [overtime.code]
    assert found(stands="desk.received") == [wages]
    assert set(found(stands="desk")) == {wages, overtime.code}
    assert found(stands="aid") == []
    assert listed(browser.get(LIST, {"number": overtime.number[-6:]})) == [overtime.code]
    actions.take(viewer=officer, code=wages)
    assert found(free="on") == [overtime.code]
    for strange in ("\0", "x" * 5000, "desk.", "；drop", "%"):
        for name in ("view", "stands", "issue", "office", "number", "order", "page"):
            assert browser.get(LIST, {name: strange}).status_code == 200


def test_the_next_is_taken_and_opened(officer: Viewer, client_of: Browser) -> None:
    code = received().code
    browser = client_of(officer)
    assert browser.post(LIST + "next").headers["Location"] == f"{LIST}{code}/"
    assert matter(code).assigned_to == officer.actor
    page = browser.post(LIST + "next", follow=True)
    assert "没有等着接手的事项了" in page.content.decode()


def test_many_are_taken_with_a_reason_for_each_that_is_not_and_taken_back(
    officer: Viewer, second_officer: Viewer, client_of: Browser
) -> None:
    mine, others, ended, foreign = (received(key=str(number)) for number in range(4))
    actions.take(viewer=second_officer, code=others.code)
    answered(officer, ended.code)
    actions.confirm(asker=receipt(ended))
    codes = [mine.code, others.code, ended.code, "000000000000"]
    browser = client_of(officer)
    sent = {"case": codes, "verb": "take", "back": "?view=waiting&order=newest"}
    page = browser.post(LIST + "many", sent, follow=True)
    assert page.redirect_chain[-1][0] == LIST + "?view=waiting&order=newest"
    done = page.context["done"]
    assert (done["count"], len(done["refused"])) == (1, 3)
    text = page.content.decode()
    for why in ("已经有同事在办", "已经办结", "没有这件事"):
        assert why in text
    assert matter(mine.code).assigned_to == officer.actor
    assert matter(foreign.code).assigned_to == ""
    assert browser.get(LIST).context["done"] is None  # said once
    back = browser.post(LIST + "undo", {"undo": done["undo"]}, follow=True)
    assert back.context["done"]["count"] == 1
    assert matter(mine.code).assigned_to == ""
    assert matter(others.code).assigned_to == second_officer.actor


def test_many_are_handed_out_and_whose_undoing_it_is_no_other_may_use(
    officer: Viewer, second_officer: Viewer, supervisor: Viewer, client_of: Browser
) -> None:
    first, second = received().code, received(key="2").code
    actions.take(viewer=second_officer, code=second)
    browser = client_of(supervisor)
    sent = {"case": [first, second], "verb": "assign", "to": officer.actor}
    done = browser.post(LIST + "many", sent, follow=True).context["done"]
    assert done["count"] == 2
    stolen = client_of(officer).post(LIST + "undo", {"undo": done["undo"]}, follow=True)
    assert "不能再撤销" in stolen.content.decode()
    browser.post(LIST + "undo", {"undo": done["undo"]}, follow=True)
    assert (matter(first).assigned_to, matter(second).assigned_to) == ("", second_officer.actor)
    for wrong in (
        {"case": [first], "verb": "assign"},
        {"case": [], "verb": "take"},
        {"case": [first], "verb": "delete"},
        {"case": [f"x{number}" for number in range(201)], "verb": "take"},
    ):
        page = browser.post(LIST + "many", wrong, follow=True)
        assert page.context["done"] is None
        assert 'class="notice warning"' in page.content.decode()


def test_a_kept_list_is_its_owners_alone(
    officer: Viewer, second_officer: Viewer, client_of: Browser
) -> None:
    browser, other = client_of(officer), client_of(second_officer)
    sent = {"name": "欠薪的", "view": "waiting", "issue": "unpaid_wages", "number": "秘密"}
    page = browser.post(LIST + "saved", sent, follow=True)
    assert page.redirect_chain[-1][0] == LIST + "?view=waiting&issue=unpaid_wages"
    browser.post(LIST + "saved", sent | {"issue": "overtime"})
    kept = SavedView.objects.get()
    assert (kept.name, kept.issue, kept.view) == ("欠薪的", "overtime", "waiting")
    assert "欠薪的" not in other.get(LIST).content.decode()
    assert other.post(f"{LIST}saved/{kept.pk}/forget").status_code == 404
    assert (
        "请给这个列表起个名字"
        in browser.post(LIST + "saved", {"name": " "}, follow=True).content.decode()
    )
    browser.post(f"{LIST}saved/{kept.pk}/forget")
    assert not SavedView.objects.exists()


def test_the_file_holds_the_list_and_nobody(officer: Viewer, client_of: Browser) -> None:
    came = received(issue="unpaid_wages")
    received(key="2", issue="overtime")
    answer = client_of(officer).get(LIST + "excel", {"view": "waiting", "issue": "unpaid_wages"})
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][0] == came.number
    text = repr(rows)
    for secret in (PHONE, STORY, "示例职工甲", came.code):
        assert secret not in text


@pytest.fixture
def _ten_thousand(officer: Viewer) -> None:
    """Fill the office with ten thousand copies of one matter, each with its own number."""
    actions.take(viewer=officer, code=received().code)
    first = Matter.objects.get()
    columns = {
        field.attname: getattr(first, field.attname)
        for field in Matter._meta.concrete_fields
        if field.attname not in {"id", "code"}
    }
    Matter.objects.bulk_create(
        [
            Matter(
                **columns
                | {
                    "sequence": number,
                    "number": f"示例第{number}号",
                    "intake_key": f"{number:032d}",
                    "receipt_key": None,
                    "assigned_to": officer.actor if number % 2 else "",
                }
            )
            for number in range(2, 10_001)
        ],
        batch_size=200,
    )


@pytest.mark.usefixtures("_ten_thousand")
def test_ten_thousand_rows_take_ten_questions(
    officer: Viewer, supervisor: Viewer, client_of: Browser
) -> None:
    for viewer, whole in ((officer, "waiting"), (supervisor, "supervising")):
        browser = client_of(viewer)
        for address in ("", "?view=overdue&page=7", "?number=第77", f"?view={whole}&order=newest"):
            with CaptureQueriesContext(connection) as asked:
                page = browser.get(LIST + address)
            assert page.status_code == 200
            assert len(listed(page)) == 50 or "number" in address or "overdue" in address
            assert len(asked) <= 10, [one["sql"][:120] for one in asked.captured_queries]
            assert "1,000+" in page.content.decode()
