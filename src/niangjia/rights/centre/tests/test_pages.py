"""The pages: what each shows to whom, few questions to the database, forms that come back."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from niangjia.casework import actions as engine
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.models import Body, Booking, Centre, Room
from niangjia.rights.centre.panels import PANELS
from niangjia.rights.centre.rules.opening import moment
from niangjia.rights.centre.tests.conftest import receive

pytestmark = pytest.mark.django_db
MOST = 10
ASKING_WHO = 4
"""Questions that every page asks of a session: who is it, what posts, is there a second factor."""


def page(client: Client, view: str, *args: str, **more: str) -> Any:
    return client.get(reverse(f"centre:{view}", args=args), more)


def post(client: Client, view: str, *args: str, **told: Any) -> Any:
    return client.post(reverse(f"centre:{view}", args=args), told)


@pytest.fixture
def desk(client_of: Callable[[Viewer], Client], officer: Viewer) -> Client:
    return client_of(officer)


def test_no_page_asks_the_database_much(
    desk: Client, officer: Viewer, centre: Centre, room: Room
) -> None:
    for number in range(12):
        came = receive(officer, centre, str(number))
        actions.book(
            viewer=officer,
            wanted=actions.Wanted(
                room.code, moment(date(2026, 3, 12), time(9 + number // 4, 15 * (number % 4))),
                moment(date(2026, 3, 12), time(9 + (number + 1) // 4, 15 * ((number + 1) % 4))),
                "mediation", 4, came.code,
            ),
        )  # fmt: skip
    for name in ("window", "rooms", "duty", "meetings", "tasks", "checks"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            where = () if name == "window" else (centre.code,)
            assert page(desk, name, *where).status_code == 200
        assert len(asked) <= MOST + ASKING_WHO, (name, len(asked))
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(reverse("centre:centre", args=[centre.code])).status_code == 200
    assert len(asked) <= MOST, len(asked)


def test_somebody_is_received_and_gets_the_receipt_once(desk: Client, centre: Centre) -> None:
    told = {
        "story": "示例：没有发工资",
        "name": "示例职工甲",
        "phone": "139",
        "region_code": "370202",
    }
    again = {**told, "key": "k1", "money": "on"}
    shown = post(desk, "receive", centre.code, **again)
    text = shown.content.decode()
    came = shown.context["came"]
    assert came.number in text
    assert came.passphrase in text
    assert "data:image/png" in text
    assert "示例职工甲" not in text
    assert post(desk, "receive", centre.code, **again).context["came"].number == came.number
    wrong = post(desk, "receive", centre.code, story="示例", employer="没有这家", key="k2")
    assert wrong.status_code == 422
    assert "没有登记这个单位" in wrong.content.decode()
    assert "没有这家" in wrong.content.decode()


def test_a_taken_room_comes_back_with_what_was_typed(
    desk: Client, officer: Viewer, centre: Centre, room: Room
) -> None:
    told = {
        "room": room.code, "day": "2026-03-12", "starts": "09:00", "ends": "10:00",
        "purpose": "mediation", "people": "4",
    }  # fmt: skip
    assert post(desk, "book", centre.code, **told).status_code == 302
    again = post(desk, "book", centre.code, **told)
    assert again.status_code == 422
    assert "已经有人订了" in again.content.decode()
    assert 'value="2026-03-12"' in again.content.decode()
    made = Booking.objects.get()
    file = page(desk, "booking_calendar", made.code)
    assert len(Calendar.from_ical(file.content).walk("VEVENT")) == 1
    assert b"DTSTART;TZID=Asia/Shanghai:20260312T090000" in file.content
    assert page(desk, "rooms_calendar", centre.code).status_code == 200
    actions.cancel_booking(viewer=officer, code=made.code, reason="改期")
    assert "改期" in page(desk, "booking", made.code).content.decode()


def test_the_window_leads_from_questions_to_a_choice(desk: Client, came: Any, body: Body) -> None:
    told = {"wish": "decide", "willing": "no", "stage": "none", "means": "none"}
    assert post(desk, "triage", came.code, wish="decide").status_code == 422
    assert post(desk, "triage", came.code, **told).status_code == 302
    text = page(desk, "triage", came.code).content.decode()
    assert "建议先走这条" in text
    assert "《劳动争议调解仲裁法》第5条" in text
    chosen = post(desk, "choose", came.code, path="arbitration")
    assert chosen.headers["Location"] == reverse("centre:hand_over", args=[came.code])
    assert body.name in page(desk, "hand_over", came.code).content.decode()
    made = post(desk, "hand_over", came.code, body=body.code, words="请依法处理", consented="on")
    packet = desk.get(made.headers["Location"])
    assert packet.context["page"].packet.digest in packet.content.decode()


def test_the_worker_follows_everything_with_the_first_receipt(
    client: Client, officer: Viewer, room: Room, came: Any
) -> None:
    begin, end = moment(date(2026, 3, 12), time(9)), moment(date(2026, 3, 12), time(10))
    wanted = actions.Wanted(room.code, begin, end, "mediation", 4, came.code)
    actions.book(viewer=officer, wanted=wanted)
    actions.choose(viewer=officer, code=came.code, path="legal_aid", words="示例：要律师")
    where = reverse("centre:mine")
    shown = client.post(where, {"number": came.number, "passphrase": came.passphrase})
    text = shown.content.decode()
    assert [one.procedure_name for one in shown.context["chain"].steps] == [
        "一站式化解",
        "法律援助",
    ]
    assert "调解室" in text
    assert came.passphrase not in text
    assert shown.headers["Cache-Control"] == "private, no-store"
    assert not client.cookies
    wrong = client.post(where, {"number": came.number, "passphrase": "1111 1111 1111 1111"})
    assert wrong.status_code == 422
    assert came.number in wrong.content.decode()


def test_a_centre_that_is_not_published_is_not_there(
    client: Client, administrator: Viewer, centre: Centre
) -> None:
    assert page(client, "centre", centre.code).status_code == 200
    facts = actions.CentreFacts("示例中心", published=False)
    actions.change_centre(viewer=administrator, code=centre.code, facts=facts, version=1)
    assert page(client, "centre", centre.code).status_code == 404
    assert centre.name not in page(client, "centres").content.decode()


def test_two_administrators_do_not_overwrite_one_another(
    client_of: Callable[[Viewer], Client], administrator: Viewer, centre: Centre
) -> None:
    desk = client_of(administrator)
    told = {
        "name": "示例中心", "lawyers_needed": "1", "mediators_needed": "1", "version": "1",
    }  # fmt: skip
    assert post(desk, "change", centre.code, **told, address="甲路").status_code == 302
    late = post(desk, "change", centre.code, **told, address="乙路")
    assert late.status_code == 422
    assert "刚刚改过" in late.content.decode()
    assert Centre.objects.get().address == "甲路"


def test_the_panels_show_office_and_asker_what_is_theirs(
    officer: Viewer, centre: Centre, came: engine.Received, rf: Any
) -> None:
    request = rf.get("/")
    request.viewer = officer
    office = PANELS.office(request, came.code)
    assert centre.name in office
    assert reverse("centre:triage", args=[came.code]) in office
    told = PANELS.asker(rf.get("/"), came.code)
    assert came.number in told
    assert "我们收到了" in told
    assert "desk/centre" not in told
