"""The inbox, how one wants to be told, and what got stuck."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client

from niangjia.foundation.notices import queries
from niangjia.foundation.notices.jobs import send_everything
from niangjia.foundation.notices.models import Notice, Sending
from niangjia.foundation.notices.tests.gateway import Desk
from niangjia.foundation.notices.tests.test_telling import NOON, wave
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]


def test_an_empty_inbox_says_what_will_come(client_of: ClientOf, worker: Viewer) -> None:
    page = client_of(worker).get("/xiaoxi/").content.decode()
    assert "还没有消息" in page
    assert "全部标为已读" not in page


def test_a_stranger_is_sent_to_sign_in() -> None:
    for address in ("/xiaoxi/", "/account/notices/"):
        assert Client().get(address).headers["Location"].startswith("/account/login/")


def test_the_header_counts_what_is_unread_until_it_is_read(
    client_of: ClientOf, worker: Viewer, colleague: Viewer
) -> None:
    browser = client_of(worker)
    for number in range(3):
        wave(worker, key=str(number))
    assert "没读的</span>3</span>" in browser.get("/about/").content.decode()
    assert "没读的" not in client_of(colleague).get("/about/").content.decode()
    code = Notice.objects.order_by("-id").values_list("code", flat=True)[0]
    assert browser.post(f"/xiaoxi/{code}/read/").headers["Location"] == "/about/"
    assert "没读的</span>2</span>" in browser.get("/about/").content.decode()
    assert client_of(colleague).post(f"/xiaoxi/{code}/read/").status_code == 404
    assert client_of(colleague).post(f"/xiaoxi/{code}/delete/").status_code == 404
    browser.post("/xiaoxi/read/")
    assert "没读的" not in browser.get("/about/").content.decode()
    browser.post(f"/xiaoxi/{code}/delete/")
    assert len(queries.inbox(viewer=worker).rows) == 2


def test_many_are_paged_in_few_questions(
    client_of: ClientOf, worker: Viewer, django_assert_max_num_queries: Any
) -> None:
    for number in range(45):
        wave(worker, key=str(number))
    browser = client_of(worker)
    with django_assert_max_num_queries(10):
        page = browser.get("/xiaoxi/?page=2").content.decode()
    assert page.count('class="card unread"') == 20
    assert 'aria-current="page"' in page
    for odd in ("0", "-1", "x", "99999999", "３"):
        assert browser.get(f"/xiaoxi/?page={odd}").status_code == 200


def test_wishes_are_kept_and_wrong_ones_come_back_filled(
    client_of: ClientOf, worker: Viewer, sms: Desk
) -> None:
    browser = client_of(worker)
    page = browser.get("/account/notices/").content.decode()
    assert 'value="21:00"' in page
    assert "给我发邮件" not in page
    assert sms.url not in page
    given = {"quiet_since": "22:30", "quiet_until": "07:00", "level": "very_plain"}
    assert browser.post("/account/notices/", given).status_code == 302
    kept = queries.wishes(viewer=worker)
    assert (kept.by_sms, kept.by_mail, kept.quiet_since, kept.level) == (
        False, True, time(22, 30), "very_plain",
    )  # fmt: skip
    for wrong in (
        given | {"quiet_since": "25:00"}, given | {"level": "loud"}, {},
        given | {"quiet_since": "08:00", "quiet_until": "07:00"},
    ):  # fmt: skip
        answer = browser.post("/account/notices/", wrong)
        assert answer.status_code == 422
        assert "wrong" in answer.content.decode()
    assert queries.wishes(viewer=worker) == kept


def test_without_any_way_out_the_page_says_so(client_of: ClientOf, worker: Viewer) -> None:
    assert "还没有开通短信和邮件" in client_of(worker).get("/account/notices/").content.decode()


def test_what_got_stuck_is_shown_and_sent_again_by_a_button(
    client_of: ClientOf, worker: Viewer, officer: Viewer, house_administrator: Viewer, sms: Desk
) -> None:
    sms.moods = ["400", "garbage"]
    with clock.stopped_at(NOON):
        wave(worker)
        wave(worker, key="2")
        send_everything()
    browser = client_of(house_administrator)
    page = browser.get("/desk/notices/").content.decode()
    assert "网关不收" in page
    assert "对方可能会收到两次" in page
    assert "00012" not in page
    assert "138" not in page
    code = Sending.objects.get(state="failed").code
    assert "没有可看的" in client_of(officer).get("/desk/notices/").content.decode()
    client_of(officer).post(f"/desk/notices/{code}/retry/")
    assert Sending.objects.get(code=code).state == "failed"
    browser.post(f"/desk/notices/{code}/retry/")
    with clock.stopped_at(clock.now() + timedelta(hours=12)):
        send_everything()
    with clock.stopped_at(clock.now() + timedelta(hours=22)):
        send_everything()
    assert Sending.objects.get(code=code).state == "sent"
    assert browser.post(f"/desk/notices/{code}/retry/").status_code == 302
    assert len(sms.got) == 2
