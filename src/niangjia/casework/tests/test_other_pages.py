"""Partner bodies' pages, the administrator's settings, the JSON interface, and who gets what."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from niangjia.casework import actions, queries
from niangjia.casework.models import LocalRule, Matter, Partner, PartnerMember
from niangjia.casework.tests.desk import PHONE, STORY, answered, matter, receipt, received
from niangjia.casework.tests.test_who_sees_what import Scene, scene
from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
Browser = Callable[[Viewer], Client]
WORDS = "示例：一句足够长的话，写清楚了。"
API = "/api/v1/matters"

OFFICE = {"officer", "second", "joint", "supervisor"}
PAGES: dict[str, set[str]] = {
    "/desk/matters/{}/": OFFICE,
    "/desk/matters/{}/note/": OFFICE,
    "/shi/wode/{}/": {"worker"},
    "/desk/partner/{}/": {"partner"},
    "/api/v1/matters/{}": OFFICE,
}


@pytest.mark.parametrize("where", PAGES)
def test_everybody_sees_exactly_what_they_may(scene: Scene, client_of: Browser, where: str) -> None:
    seen = set()
    for who, viewer in scene.viewers.items():
        if viewer.operator:
            continue
        answer = client_of(viewer).get(where.format(scene.code))
        if answer.status_code == 200:
            seen.add(who)
        else:
            assert answer.status_code in {302, 403, 404}, who
            assert STORY not in answer.content.decode()
    assert seen == PAGES[where]


def test_nobody_else_finds_it_in_a_list(scene: Scene, client_of: Browser) -> None:
    listed = set()
    for who, viewer in scene.viewers.items():
        if viewer.operator:
            continue
        browser = client_of(viewer)
        for where in ("/desk/matters/?view=all", "/desk/partner/", "/shi/wode/", API + "?view=all"):
            if scene.code in browser.get(where).content.decode():
                listed.add((who, where))
    assert listed == {(who, "/desk/matters/?view=all") for who in OFFICE} | {
        (who, API + "?view=all") for who in OFFICE
    } | {("partner", "/desk/partner/"), ("worker", "/shi/wode/")}


def test_a_partner_body_reads_what_it_was_given_and_replies(
    scene: Scene, client_of: Browser
) -> None:
    code, officer = scene.code, scene.viewers["officer"]
    browser, office = client_of(scene.viewers["partner"]), client_of(officer)
    where = f"/desk/partner/{code}/"
    given = actions.attach(viewer=officer, code=code, name="给它.txt", data="示例一".encode())
    actions.attach(viewer=officer, code=code, name="不给.txt", data="示例二".encode())
    partner = Partner.objects.get()
    sent = {"paper": given, "partner": partner.code}
    assert office.post(f"/desk/matters/{code}/give-paper/", sent).status_code == 302
    assert "已经能看" in office.post(f"/desk/matters/{code}/give-paper/", sent).content.decode()
    text = browser.get(where).content.decode()
    assert "给它.txt" in text
    assert "示例：请看期限" in text
    for hidden in ("不给.txt", STORY, PHONE, "示例：只给同事"):
        assert hidden not in text
    told = queries.asker_page(asker=scene.viewers["worker"], code=code).entries[0]
    assert (told.kind, told.words) == ("paper_given", partner.name)
    paper = SimpleUploadedFile("裁决.txt", "示例：裁决".encode())
    assert browser.post(where + "attach/", {"file": paper}).status_code == 302
    assert browser.post(where + "reply/", {"words": " "}).status_code == 422
    assert browser.post(where + "step-start/", {}).status_code == 422  # the office's step
    assert matter(code).state == "received"
    assert browser.post(where + "reply/", {"words": WORDS, "done": "on"}).status_code == 302
    assert "裁决.txt" in browser.get(where).content.decode()
    names = {one.name for one in queries.papers(viewer=officer, code=code)}
    assert names == {"给它.txt", "不给.txt", "裁决.txt"}
    assert queries.asker_papers(asker=scene.viewers["worker"], code=code) == ()
    for key in ("answer", "explain", "confirm", "step-close"):
        assert browser.post(where + f"{key}/", {"words": WORDS}).status_code in {404, 422}
    assert matter(code).closed_at is None


def test_without_a_second_factor_a_partner_body_sees_nothing(
    person: Callable[..., Viewer], administrator: Viewer, unions: Any, client_of: Browser
) -> None:
    member = person("示例协作员", factor=False)
    partner = actions.set_up_partner(viewer=administrator, host=unions.city.code, name="示例院")
    phone = Account.objects.get(pk=member.account or 0).phone
    actions.let_in_for_partner(viewer=administrator, partner=partner.code, contact=str(phone))
    answer = client_of(member).get("/desk/partner/")
    assert answer.headers["Location"] == "/account/second-factor/"


def test_an_administrator_sets_hours_periods_and_partner_bodies(
    administrator: Viewer, lawyer: Viewer, unions: Any, client_of: Browser
) -> None:
    browser, where = client_of(administrator), "/desk/casework/"
    day = (clock.today() + timedelta(days=1)).isoformat()
    base = {"office": unions.county.code, "source": "示例文件1号", "valid_from": day}
    hours = base | {"noon": "12:30", "closes": "17:00"}
    assert browser.post(where + "hours/", hours).status_code == 302
    period = base | {"what": "desk.handle.hard", "count": "3", "unit": "working_days"}
    assert browser.post(where + "period/", period).status_code == 302
    text = browser.get(where).content.decode()
    for seen in ("12:30以前算上午，17:00下班", "3个工作日", "示例文件1号"):
        assert seen in text
    for key, sent, why in (
        ("hours", hours | {"closes": "09:00"}, "下班时间应在中午之后"),
        ("hours", hours | {"valid_from": clock.today().isoformat()}, "最早从明天起施行"),
        ("period", period | {"unit": "months"}, "单位要和原来的一样"),
        ("period", period | {"office": unions.elsewhere.code}, "不在可用的选项中"),
    ):
        refused = browser.post(where + f"{key}/", sent)
        assert refused.status_code == 422
        assert why in refused.content.decode(), why
        assert "示例文件1号" in refused.content.decode()
    assert LocalRule.objects.count() == 2
    browser.post(where + "partner/", {"office": unions.city.code, "called": "示例仲裁院"})
    partner = Partner.objects.get()
    phone = str(Account.objects.get(pk=lawyer.account or 0).phone)
    browser.post(where + "let-in/", {"partner": partner.code, "contact": phone})
    assert "示例律师" in browser.get(where).content.decode()
    browser.post(f"{where}partners/{partner.code}/members/{lawyer.account}/end")
    assert PartnerMember.objects.get().until is not None


@pytest.fixture
def _forgetful() -> Iterator[None]:
    yield
    cache.clear()


def body(came: actions.Received, **further: Any) -> dict[str, Any]:
    return {"number": came.number, "passphrase": came.passphrase, **further}


@pytest.mark.usefixtures("_forgetful")
def test_the_interface_reads_and_does_what_the_pages_do(
    officer: Viewer, client_of: Browser
) -> None:
    came, client = received(), Client()

    def send(verb: str = "", **further: Any) -> Any:
        sent = body(came, **further)
        return client.post(f"{API}/asked{verb}", sent, content_type="application/json")

    assert send().json()["told"] == "我们已经收到，马上有人看。"
    assert send("/say", words=WORDS).json()["entries"][0]["words"] == WORDS
    assert send("/urge").status_code == 200
    assert send("/urge").status_code == 409
    assert send("/confirm").status_code == 409
    assert send("/contest", words=WORDS).status_code == 409
    assert matter(came.code).state == "received"
    answered(officer, came.code)
    assert send("/contest", words=WORDS).status_code == 200
    answered(officer, came.code)
    assert send("/confirm", rating=5).json()["may_contest"] is True
    assert matter(came.code).ending == "confirmed"
    assert receipt(came).number == came.number
    seen = client_of(officer).get(f"{API}/{came.code}").json()
    assert seen["story"] == STORY
    assert PHONE not in str(seen)
    rows = client_of(officer).get(API, {"view": "closed"}).json()["matters"]
    assert [row["id"] for row in rows] == [came.code]


@pytest.mark.usefixtures("_forgetful")
def test_the_interface_counts_wrong_receipts_and_takes_no_session_for_one(
    worker: Viewer, client_of: Browser
) -> None:
    came, other = received(worker), received(key="2")
    browser = client_of(worker)
    wrong = body(came) | {"passphrase": other.passphrase, "id": came.code}
    for _ in range(30):
        answer = browser.post(f"{API}/asked", wrong, content_type="application/json")
        assert answer.status_code == 404
    limited = browser.post(f"{API}/asked", body(came), content_type="application/json")
    assert limited.status_code == 429
    assert Matter.objects.get(code=came.code).state == "received"
