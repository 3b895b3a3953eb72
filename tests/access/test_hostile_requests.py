"""What somebody sends who means no good: nothing breaks, and nothing is given away."""

import logging
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.test import Client, RequestFactory
from django.urls import reverse

from niangjia.foundation.people.models import Account
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing
from niangjia.site.doorway import doorway
from niangjia.site.logs import NothingPersonal

pytestmark = pytest.mark.django_db

WORDS = "+".join("a" for _ in range(3_000))
PAPERS = "/shi/ban/0123456789ab/attach/"
READ = (
    "/organisations/?q=%00", f"/organisations/?q={WORDS}", "/organisations/?q=%25_%5C%27%22",
    "/organisations/employers/?q=a%00", f"/organisations/employers/?q={WORDS}",
    f"/organisations/?page={'9' * 5_000}", "/organisations/?page=-1&q=%ff%fe",
    "/desk/library/?text=%00&run=%00&state=%00&page=1e9", f"/desk/library/?text={WORDS}",
    f"/desk/library/runs/?page={'9' * 5_000}", f"/desk/stuck/?page={'9' * 5_000}",
    "/desk/stuck/?page=%00", "/anli/?q=%00&page=%00&from=%00&region=%00&year=%00",
    f"/anli/?q={'老板' * 4_000}", f"/anli/?page={'9' * 5_000}", "/anli/?q=%ff%fe&order=%0d%0a",
    f"/anli/{'a' * 5_000}/", "/%ff%fe/", "/anli/%00/", "/static/", "/static/../secret.key",
    "/static/%2e%2e/%2e%2e/secret.key", f"/account/login/?next=//evil.example/{WORDS}",
)  # fmt: skip
SENT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/desk/library/publish", {"case": "a\0"}),
    ("/desk/library/publish", {"case": [f"x{n}" for n in range(600)]}),
    ("/desk/library/publish", {"case": "x", "back": "text=%00&page=%0d%0aSet-Cookie:x"}),
    ("/desk/library/withdraw", {"case": "a\0"}),
    ("/desk/library/withdraw", {"case": "a", "reason": "\0"}),
    ("/desk/library/import/", {"held_by": "\0"}),
    ("/desk/stuck/99999999999999999999999999/retry", {}),
    ("/account/", {"name": "\0"}),
    ("/account/unions/UNION/appoint/", {"person": "\0", "role": "officer"}),
    ("/account/unions/UNION/appoint/", {"person": "1" * 110, "role": "officer"}),
    ("/account/unions/UNION/open/", {"name": "示例", "phone": "\0", "role": "officer"}),
    ("/organisations/UNION/move/", {"to": "a\0", "version": "1"}),
    ("/organisations/UNION/move/", {"to": "全国总工会（示例）", "version": "9" * 30}),
    ("/organisations/UNION/change/", {"name": "甲", "level": "city", "region_code": "²³"}),
    ("/organisations/UNION/change/", {"name": "甲", "level": "city", "region_code": "٣٧٠٢٠٠"}),
)


@pytest.fixture
def chief(client_of: Callable[[Viewer], Client], house_administrator: Viewer) -> Client:
    indexing.ensure_index()
    return client_of(house_administrator)


@pytest.mark.parametrize("where", READ, ids=lambda where: where[:40])
def test_no_address_breaks_a_page(chief: Client, where: str) -> None:
    assert chief.get(where).status_code < 500


@pytest.mark.parametrize(("where", "sent"), SENT, ids=lambda value: str(value)[:40])
def test_nothing_sent_breaks_a_page(
    chief: Client, unions: Any, where: str, sent: dict[str, Any]
) -> None:
    assert chief.post(where.replace("UNION", unions.city.code), sent).status_code < 500


AWAY = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example",
    "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)", "https:evil.example",
    "http://testserver@evil.example/", " //evil.example",
)  # fmt: skip


@pytest.mark.parametrize("away", AWAY)
@pytest.mark.parametrize("door", ["account_login", "account_logout", "account_reauthenticate"])
def test_nobody_is_sent_away(
    client_of: Callable[[Viewer], Client], worker: Viewer, door: str, away: str
) -> None:
    person = Account.objects.get(pk=worker.account or 0)
    browser = Client() if door == "account_login" else client_of(worker)
    typed = {"login": person.email, "password": "一个足够长的测试密码", "next": away}
    answer = browser.post(reverse(door), typed)
    assert answer.status_code == 302
    place = answer.headers["Location"]
    assert place.startswith("/account/")
    assert "evil" not in place.partition("?")[0]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "a\0b", "x" * 5_000])
def test_a_name_that_is_not_ours_is_not_answered(host: str) -> None:
    answer = Client().get("/account/login/", headers={"host": host})
    assert answer.status_code == 400
    assert host not in answer.content.decode()


def test_signing_in_gives_a_new_session(worker: Viewer) -> None:
    person = Account.objects.get(pk=worker.account or 0)
    browser = Client()
    browser.get("/account/login/")
    planted = browser.session
    planted["planted"] = True
    planted.save()
    browser.cookies["niangjia"] = planted.session_key or ""
    browser.post("/account/login/", {"login": person.email, "password": "一个足够长的测试密码"})
    assert browser.cookies["niangjia"].value != planted.session_key
    assert browser.get("/account/").status_code == 200


def test_every_page_may_run_only_what_is_ours_and_stands_in_no_frame(chief: Client) -> None:
    for where in ("/", "/anli/?q=工资", "/desk/library/", "/nowhere/", "/account/login/"):
        headers = chief.get(where).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert "http:" not in policy


def test_the_log_tells_what_broke_but_nothing_about_anybody() -> None:
    secret = "怀孕被辞退"
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(NothingPersonal())
    request = RequestFactory().get("/anli/", {"q": secret})
    try:
        try:
            raise KeyError(secret)
        except KeyError as cause:
            raise ValueError(f"Key (email)=({secret})") from cause
    except ValueError as error:
        broken = (ValueError, error, error.__traceback__)
    for name in ("django.request", "django.security.DisallowedHost", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.addHandler(handler)
        known = {"request": request, "status_code": 500}
        logger.error("Error: %s", name, exc_info=broken, extra=known)
        if name != "uvicorn.error":
            logger.warning("Not Found: %s", f"/{secret}/", extra=known | {"status_code": 404})
        logger.removeHandler(handler)
    text = written.getvalue()
    assert secret not in text
    assert text.count("ValueError from KeyError") == 2
    assert "500 at no page" in text
    assert "test_hostile_requests.py" in text
    assert text.count("404") == 0


def test_every_log_handler_of_the_house_passes_the_filter(settings: Any) -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert all("nothing_personal" in handler["filters"] for handler in handlers)
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []


@pytest.mark.parametrize(
    ("cookie", "where", "announced", "sent", "status"),
    [
        ("", "/", 2_000_000, 0, 413),
        ("", "/", 600_000_000_000, 0, 413),
        ("niangjia=x", "/", 2_000_000, 10, 200),
        ("niangjia=x", "/", 600_000_000, 0, 413),
        ("", "/", 100, 10, 200),
        ("", "/", None, 2_000_000, 413),
        ("shi=x", PAPERS, 24_000_000, 10, 200),
        ("shi=x", PAPERS, 27_000_000, 0, 413),
        ("shi=x", PAPERS, None, 27_000_000, 413),
        ("shi=x", "/shi/ban/0123456789ab/say/", 2_000_000, 0, 413),
        ("shi=x", "/shi/", 2_000_000, 0, 413),
        ("shi=x", f"/x{PAPERS}", 2_000_000, 0, 413),
        ("shi=x", f"{PAPERS}x", 2_000_000, 0, 413),
    ],
)
def test_more_than_a_form_holds_is_not_taken_from_a_stranger(
    cookie: str, where: str, announced: int | None, sent: int, status: int
) -> None:
    headers = [(b"cookie", cookie.encode())]
    if announced is not None:
        headers.append((b"content-length", str(announced).encode()))
    said: list[Any] = []

    async def inside(_scope: Any, receive: Any, send: Any) -> None:
        if (await receive())["type"] == "http.request":
            await send({"type": "http.response.start", "status": 200})

    async def receive() -> Any:
        return {"type": "http.request", "body": b"x" * sent}

    async def send(message: Any) -> None:
        said.append(message)

    asked = {"type": "http", "method": "POST", "path": where, "headers": headers}
    async_to_sync(doorway(inside))(asked, receive, send)
    assert said[0]["status"] == status
