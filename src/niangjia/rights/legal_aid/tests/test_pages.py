"""The pages: applying without an account, the counter, the lawyer's desk, choosing, reporting."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import Matter
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.legal_aid import actions, panels
from niangjia.rights.legal_aid.models import Appointment, LocalAmount, Report
from niangjia.rights.legal_aid.tests.office import (
    applied,
    granted,
    matter,
    receipt,
    step,
    wish,
    worked,
)

pytestmark = pytest.mark.django_db
ClientOf = Callable[[Viewer], Client]
at_work = pytest.mark.usefixtures("officer")

FILLED = {
    "story": "示例：三个月没有发工资。", "issue": "unpaid_wages", "region_code": "370202",
    "opposite": "示例建筑劳务有限公司", "form": "arbitration", "group": "migrant",
    "persons": "3", "claimed": "15000", "name": "示例职工甲", "phone": "13900000001",
    "honest": "on",
}  # fmt: skip


def sent(client: Client, **changes: str) -> Any:
    page = client.get(reverse("legal_aid:apply")).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark
    return client.post(reverse("legal_aid:apply"), FILLED | {"mark": mark[1]} | changes)


@at_work
def test_a_stranger_applies_without_a_cookie_and_gets_a_receipt() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = sent(client)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not client.cookies
    one = Matter.objects.get()
    assert one.number in page
    assert "不用审查经济情况" in page
    assert "第四十二条第三项" in page
    assert answer.headers["Cache-Control"] == "private, no-store"
    words = re.search(r"<dt>口令</dt><dd><b>([\d ]+)</b>", page)
    assert words
    assert engine.asker_page(asker=casework.Receipt(one.number, words[1])).number == one.number


@at_work
@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"story": ""}, "请写几句发生了什么"),
        ({"region_code": "火星"}, "red"),
        ({"honest": ""}, "请确认写的都是真的"),
        ({"group": ""}, "请选一项"),
        ({"website": "http://示例"}, "请把这一栏清空"),
        ({"mark": "不对"}, "这张表放得太久了"),
    ],
)
def test_what_is_wrong_comes_back_filled(changes: dict[str, str], told: str) -> None:
    answer = sent(Client(), **changes)
    page = answer.content.decode()
    assert answer.status_code in {403, 422}
    assert told in page or told == "red"
    assert "示例建筑劳务有限公司" in page, "what was typed is still there"
    assert not Matter.objects.exists()


@at_work
def test_the_form_sent_twice_is_one_application() -> None:
    client = Client()
    page = client.get(reverse("legal_aid:apply")).content.decode()
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    assert mark
    for _twice in range(2):
        assert (
            client.post(reverse("legal_aid:apply"), FILLED | {"mark": mark[1]}).status_code == 200
        )
    assert Matter.objects.count() == 1


@at_work
def test_a_worker_signed_in_has_it_among_his_own(worker: Viewer, client_of: ClientOf) -> None:
    sent(client_of(worker))
    assert Matter.objects.get().asker_id == worker.account


def test_a_spoken_application_at_the_counter(officer: Viewer, client_of: ClientOf) -> None:
    client, where = client_of(officer), reverse("legal_aid:take_in")
    spoken = FILLED | {"oral": "on", "key": "abc"}
    assert "念给本人听" in client.post(where, spoken).content.decode()
    assert not Matter.objects.exists()
    answer = client.post(where, spoken | {"read_back": "on"})
    assert answer.status_code == 200
    one = matter(Matter.objects.get().code)
    assert one.legal_aid.oral
    shown = client.get(reverse("legal_aid:matter", args=[one.code])).content.decode()
    assert "由示例办事员记下" in shown


def test_the_lawyers_desk_and_report(
    officer: Viewer, lawyer: Viewer, in_register: str, client_of: ClientOf
) -> None:
    code = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    client = client_of(lawyer)
    assert "等我答复" in client.get(reverse("legal_aid:desk")).content.decode()
    client.post(reverse("legal_aid:act", args=[code, "accept"]))
    assert matter(code).state == "carrying"
    where = reverse("legal_aid:report", args=[code])
    filled = {"day": clock.today().isoformat(), "hours": "1.5", "words": "示例：写好申请书并递交。"}
    wrong = client.post(where, filled | {"result": "paid"})
    assert wrong.status_code == 422
    assert "写好申请书" in wrong.content.decode()
    assert client.post(where, filled).status_code == 302
    assert Report.objects.get().minutes == 90
    assert "写报告" in client.get(reverse("legal_aid:desk")).content.decode()


def test_choosing_says_why_and_asks_for_a_reason(
    officer: Viewer, lawyer: Viewer, in_register: str, client_of: ClientOf, supervisor: Viewer
) -> None:
    actions.declare_interest(
        viewer=lawyer, code=in_register, tie="acts_for", name="示例建筑劳务有限公司"
    )
    code = granted(officer).receipt.code
    where = reverse("legal_aid:appoint", args=[code])
    page = client_of(officer).get(where).content.decode()
    assert "利益冲突" in page
    assert "只有督导员写明理由" in page
    assert client_of(officer).post(where, {"lawyer": in_register}).status_code == 422
    client = client_of(supervisor)
    assert "请写5到400个字" in client.post(where, {"lawyer": in_register}).content.decode()
    assert (
        client.post(where, {"lawyer": in_register, "reason": "示例：双方同意"}).status_code == 302
    )
    assert Appointment.objects.get().override == "示例：双方同意"


def test_the_register_by_its_pages(
    supervisor: Viewer, lawyer: Viewer, client_of: ClientOf, administrator: Viewer, unions: Any
) -> None:
    client = client_of(supervisor)
    page = client.get(reverse("legal_aid:register")).content.decode()
    link = re.search(r'href="(/desk/legal-aid/lawyers/add/\d+/)"', page)
    assert link
    facts = {
        "firm": "示例律师事务所",
        "place": "370202",
        "most_open": "4",
        "languages": "彝语、手语",
    }
    made = client.post(link[1], facts | {"issues": ["unpaid_wages"]})
    where = made.headers["Location"]
    assert "彝语" in client.get(where).content.decode()
    own = client_of(lawyer)
    day = clock.today()
    own.post(f"{where}away", {"first": day.isoformat(), "last": (day + timedelta(1)).isoformat()})
    own.post(f"{where}declare", {"tie": "kin", "name": "示例酒店"})
    page = own.get(where).content.decode()
    assert "示例酒店" in page
    assert "请假" in page
    manager = client_of(administrator)
    amount = {
        "office": unions.city.code, "kind": "means", "amount": "1800", "source": "示例文件",
        "valid_from": day.isoformat(),
    }  # fmt: skip
    assert manager.post(reverse("legal_aid:amounts"), amount).status_code == 302
    assert LocalAmount.objects.get().amount == Decimal(1800)


@pytest.mark.parametrize("state", ["received", "approved", "reported"])
def test_no_page_asks_the_database_too_often(
    officer: Viewer, lawyer: Viewer, in_register: str, client_of: ClientOf, state: str
) -> None:
    code = applied(wish=wish(last_day=clock.today())).receipt.code
    for number in range(4):
        granted(officer, key=f"more{number}")
    if state != "received":
        step(officer, code, "grant")
    if state == "reported":
        actions.appoint(viewer=officer, code=code, lawyer=in_register)
        actions.accept(viewer=lawyer, code=code)
        for _twice in range(2):
            actions.report(viewer=lawyer, code=code, work=worked())
        done = worked(result="paid", recovered=Decimal(5))
        actions.report(viewer=lawyer, code=code, work=done)
    client = client_of(officer)
    pages = ["desk", "waiting", "register", "amounts", "take_in"]
    for where in [reverse(f"legal_aid:{page}") for page in pages] + [
        reverse("legal_aid:appoint", args=[code])
    ]:
        client.get(where)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(where).status_code == 200
        assert len(_about_work(asked)) <= 10, where
    with CaptureQueriesContext(connection) as asked:
        panels.aid_of(officer, code)
    assert len(asked) <= 6, "the panel stands on a page that asks for itself"


def _about_work(asked: CaptureQueriesContext) -> list[str]:
    """Return the questions of the page itself: who is asking is known before."""
    before = ("django_session", "people_account", "people_appointment", "mfa_authenticator")
    return [
        one["sql"] for one in asked.captured_queries
        if not any(f'FROM "{table}"' in one["sql"] for table in before)
    ]  # fmt: skip


def test_the_asker_reads_the_result_and_the_lawyer(
    officer: Viewer, lawyer: Viewer, in_register: str, rf: Any
) -> None:
    taken = granted(officer)
    code = taken.receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    request = rf.get("/")
    request.viewer = STRANGER
    shown = panels.PANELS.asker(request, code)
    assert "示例律师" in shown
    assert "第四十二条第三项" in shown
    assert panels.PANELS.office(request, code) == ""
    step(officer, code, "terminate", reason="asked", why="示例：您自己要求终止")
    assert "可以提出异议" in panels.PANELS.asker(request, code)
    casework.move_as_asker(asker=receipt(taken), step="object", filled={"why": "示例：我没有"})


def test_only_the_lawyer_reports(
    officer: Viewer, second_lawyer: Viewer, lawyer: Viewer, in_register: str, client_of: ClientOf
) -> None:
    code = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    for viewer in (officer, second_lawyer):
        where = reverse("legal_aid:report", args=[code])
        assert client_of(viewer).get(where).status_code == 404


@at_work
def test_nobody_is_taken_for_exempt_by_a_choice_already_made() -> None:
    page = Client().get(reverse("legal_aid:apply")).content.decode()
    for group in re.findall(r'<input type="radio" name="group"[^>]*>', page):
        assert "checked" not in group
