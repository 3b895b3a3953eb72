"""Signing in and up, as somebody with a browser does it."""

import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axes.models import AccessAttempt
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from niangjia.foundation.people.models import Account
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

PASSWORD = "一个足够长的测试密码"
TOTP_KEY = "JBSWY3DPEHPK3PXP"
PHONE = "138 0013 8000"
LOGIN, SIGNUP = "/account/login/", "/account/signup/"


class Gateway(BaseHTTPRequestHandler):
    """An SMS gateway that keeps what it was handed, and refuses when told to."""

    taken: ClassVar[list[tuple[dict[str, Any], str]]] = []
    refuses: ClassVar[bool] = False

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        type(self).taken.append((body, self.headers.get("Authorization", "")))
        self.send_response(500 if type(self).refuses else 202)
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def sms(settings: Any) -> Iterator[type[Gateway]]:
    Gateway.taken.clear()
    Gateway.refuses = False
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.NIANGJIA_SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.NIANGJIA_SMS_KEY = "钥匙".encode().hex()
    yield Gateway
    server.shutdown()
    server.server_close()


@pytest.fixture
def _mails(settings: Any) -> None:
    settings.NIANGJIA_MAIL_OFFERED = True


def person_of(viewer: Viewer) -> Account:
    return Account.objects.get(pk=viewer.account or 0)


def number_for(key: str) -> str:
    number: str = format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time()))))
    return number


def totp_now() -> str:
    return number_for(TOTP_KEY)


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize("way", ["mail", "phone", "phone as written", "mail in capitals"])
def test_by_phone_or_mail_and_password(worker: Viewer, way: str) -> None:
    account = person_of(worker)
    logins = {
        "mail": account.email,
        "phone": account.phone,
        "phone as written": (account.phone or "").removeprefix("+86"),
        "mail in capitals": (account.email or "").upper(),
    }
    client = Client()
    answer = client.post(LOGIN, {"login": logins[way], "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    assert signed_in(client)


def test_a_wrong_password_and_an_unknown_person_look_the_same(worker: Viewer) -> None:
    known = Client().post(LOGIN, {"login": person_of(worker).email, "password": "错误的密码"})
    unknown = Client().post(LOGIN, {"login": "nobody@niangjia.example", "password": "错误"})
    for answer in (known, unknown):
        assert answer.status_code == 200
        assert "手机号、邮箱或密码不对" in answer.content.decode()


def test_next_leads_back_but_never_away(worker: Viewer) -> None:
    typed = {"login": person_of(worker).email, "password": PASSWORD}
    home = Client().post(LOGIN, typed | {"next": "/account/email/"})
    assert home.headers["Location"] == "/account/email/"
    for away in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = Client().post(LOGIN, typed | {"next": away})
        assert "evil" not in answer.headers["Location"]
        assert "javascript" not in answer.headers["Location"]


def test_staff_sign_in_with_a_number_from_their_authenticator(officer: Viewer) -> None:
    client = Client()
    typed = {"login": person_of(officer).email, "password": PASSWORD}
    first = client.post(LOGIN, typed)
    assert first.headers["Location"].startswith("/account/factors/authenticate/")
    assert not signed_in(client)
    page = client.get(first.headers["Location"])
    assert "6 位数字" in page.content.decode()
    wrong = client.post("/account/factors/authenticate/", {"code": "000000"})
    assert wrong.status_code == 200
    assert "验证码不对" in wrong.content.decode()
    code = totp_now()
    right = client.post("/account/factors/authenticate/", {"code": code})
    assert right.status_code == 302
    assert signed_in(client)
    assert client.get(reverse("organisations:tree")).status_code == 200
    other = Client()
    other.post(LOGIN, typed)
    again = other.post("/account/factors/authenticate/", {"code": code})
    assert again.status_code == 200, "a number works once"


def test_setting_up_the_authenticator_opens_the_staff_pages(
    person: Callable[..., Viewer], unions: Any
) -> None:
    newcomer = person("示例新人", (Role.OFFICER, unions.county), factor=False)
    client = Client()
    client.post(LOGIN, {"login": person_of(newcomer).email, "password": PASSWORD})
    tree = reverse("organisations:tree")
    assert client.get(tree).headers["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    page = client.get("/account/factors/totp/activate/").content.decode()
    assert "data:image/svg+xml;base64," in page
    key = re.search(r"<code>(\w+)</code>", page)
    assert key
    number = number_for(key.group(1))
    done = client.post("/account/factors/totp/activate/", {"code": number})
    assert done.headers["Location"] == "/account/factors/recovery-codes/"
    assert (
        len(re.findall(r"^\d{8}$", client.get(done.headers["Location"]).content.decode(), re.M))
        >= 9
    )
    assert client.get(tree).status_code == 200
    stored = Authenticator.objects.get(user_id=newcomer.account, type="totp").data["secret"]
    assert key.group(1) not in stored


def test_after_five_wrong_passwords_the_door_is_closed_for_a_while(
    worker: Viewer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    account, client = person_of(worker), Client()
    typed = {"login": account.email, "password": "错误的密码"}
    answer = [client.post(LOGIN, typed) for _ in range(5)][-1]
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()
    right = client.post(LOGIN, {"login": account.email, "password": PASSWORD})
    assert right.status_code == 429
    assert not signed_in(client)
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(LOGIN, {"login": account.email, "password": PASSWORD}).status_code == 302
    assert str(account.email) not in caplog.text
    assert "错误的密码" not in caplog.text


def test_what_lockout_keeps_names_nobody(worker: Viewer) -> None:
    account = person_of(worker)
    Client().post(LOGIN, {"login": account.email, "password": "错误的密码"})
    kept = AccessAttempt.objects.get()
    written = f"{kept.username} {kept.post_data} {kept.get_data} {kept.path_info}"
    assert str(account.email) not in written
    assert "错误的密码" not in written


def test_where_nothing_can_be_sent_no_account_is_offered() -> None:
    page = Client().get(SIGNUP)
    assert "发不了验证码" in page.content.decode()
    Client().post(
        SIGNUP, {"email": "a@niangjia.example", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert not Account.objects.exists()


@pytest.mark.parametrize("where", ["password/reset/", "login/code/"])
def test_where_nothing_can_be_sent_it_is_not_pretended(where: str) -> None:
    page = Client().get(f"/account/{where}").content.decode()
    assert "没有接通" in page
    assert "<input" not in page.split("<main")[1].split("</main>")[0]
    login = Client().get(LOGIN).content.decode()
    assert "/account/login/code/" not in login
    assert "/account/signup/" not in login


def test_signing_up_by_phone(sms: type[Gateway], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client()
    page = client.get(SIGNUP).content.decode()
    assert "手机号" in page
    assert "邮箱</label>" not in page
    typed = {"phone": PHONE, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(SIGNUP, typed)
    assert answer.headers["Location"] == "/account/phone/verify/", answer.content.decode()
    assert not signed_in(client)
    (body, authorization) = sms.taken[0]
    assert body["to"] == "+8613800138000"
    assert body["template"] == "code"
    assert authorization.startswith("Bearer ")
    code = body["parameters"]["code"]
    assert re.fullmatch(r"\d{6}", code)
    assert client.post("/account/phone/verify/", {"code": "000000"}).status_code == 200
    assert client.post("/account/phone/verify/", {"code": code}).status_code == 302
    assert signed_in(client)
    account = Account.objects.get()
    assert (account.phone, account.phone_verified, account.email) == ("+8613800138000", True, None)
    assert code not in caplog.text
    assert "13800138000" not in caplog.text


@pytest.mark.usefixtures("_mails")
def test_signing_up_by_mail() -> None:
    client = Client()
    email = "someone@niangjia.example"
    typed = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post(SIGNUP, typed)
    assert answer.headers["Location"] == "/account/confirm-email/", answer.content.decode()
    code = re.search(r"\d{6}", str(mail.outbox[0].body))
    assert code
    assert client.post("/account/confirm-email/", {"code": code.group()}).status_code == 302
    assert signed_in(client)
    assert Account.objects.get().email == email


def test_a_taken_phone_is_not_given_away(sms: type[Gateway], worker: Viewer) -> None:
    phone = person_of(worker).phone
    typed = {"phone": phone, "password1": PASSWORD, "password2": PASSWORD}
    taken = Client().post(SIGNUP, typed)
    free = Client(REMOTE_ADDR="203.0.113.8").post(SIGNUP, typed | {"phone": PHONE})
    assert taken.status_code == free.status_code == 302
    assert taken.headers["Location"] == free.headers["Location"]
    assert [body["template"] for body, _ in sms.taken] == ["account_exists", "code"]


def test_an_account_nobody_proved_keeps_nobody_out(sms: type[Gateway]) -> None:
    typed = {
        "phone": PHONE,
        "password1": "别人设的密码别人设的密码",
        "password2": "别人设的密码别人设的密码",
    }
    Client(REMOTE_ADDR="203.0.113.7").post(SIGNUP, typed)
    cache.clear()
    owner = Client()
    owner.post(SIGNUP, typed | {"password1": PASSWORD, "password2": PASSWORD})
    code = sms.taken[-1][0]["parameters"]["code"]
    owner.post("/account/phone/verify/", {"code": code})
    assert signed_in(owner)
    account = Account.objects.get()
    assert account.check_password(PASSWORD)


def test_a_gateway_that_fails_is_said_plainly(sms: type[Gateway]) -> None:
    sms.refuses = True
    answer = Client().post(SIGNUP, {"phone": PHONE, "password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 503
    assert "短信暂时发不出去" in answer.content.decode()


def test_who_forgot_the_password_signs_in_by_code_and_sets_a_new_one(
    sms: type[Gateway], worker: Viewer
) -> None:
    client, account = Client(), person_of(worker)
    phone = account.phone
    client.post(LOGIN, {"login": phone, "password": PASSWORD})
    client.post("/account/logout/")
    asked = client.post("/account/login/code/", {"phone": phone})
    assert asked.headers["Location"].startswith("/account/login/code/confirm/")
    code = sms.taken[0][0]["parameters"]["code"]
    client.post("/account/login/code/confirm/", {"code": code})
    assert signed_in(client)
    page = client.get("/account/password/change/").content.decode()
    assert "现在的密码" not in page
    new = "另一个足够长的新密码"
    answer = client.post("/account/password/change/", {"password1": new, "password2": new})
    assert answer.status_code == 302
    assert person_of(worker).check_password(new)


def test_a_first_sign_in_by_code_forgets_a_password_set_before(
    sms: type[Gateway], worker: Viewer
) -> None:
    client = Client()
    client.post("/account/login/code/", {"phone": person_of(worker).phone})
    code = sms.taken[0][0]["parameters"]["code"]
    client.post("/account/login/code/confirm/", {"code": code})
    assert signed_in(client)
    assert not person_of(worker).has_usable_password()
    new = "另一个足够长的新密码"
    client.post("/account/password/set/", {"password1": new, "password2": new})
    assert person_of(worker).check_password(new)


def test_a_code_by_phone_does_not_replace_the_second_factor(
    sms: type[Gateway], officer: Viewer
) -> None:
    client = Client()
    client.post("/account/login/code/", {"phone": person_of(officer).phone})
    code = sms.taken[0][0]["parameters"]["code"]
    answer = client.post("/account/login/code/confirm/", {"code": code})
    assert answer.headers["Location"].startswith("/account/factors/authenticate/")
    assert not signed_in(client)


@pytest.mark.usefixtures("_mails")
def test_resetting_by_mail(worker: Viewer) -> None:
    client = Client()
    known = client.post("/account/password/reset/", {"email": person_of(worker).email})
    unknown = Client().post("/account/password/reset/", {"email": "x@niangjia.example"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert len(mail.outbox) == 1
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link
    form = client.get(link.group(1), follow=True)
    new = "另一个足够长的新密码"
    where = form.redirect_chain[-1][0]
    assert client.post(where, {"password1": new, "password2": new}).status_code == 302
    assert person_of(worker).check_password(new)
    assert "已失效" in Client().get(link.group(1), follow=True).content.decode()


@pytest.mark.parametrize("password", ["短", "12345678901234", "password123"])
def test_weak_passwords_are_refused_in_our_words(sms: type[Gateway], password: str) -> None:
    typed = {"phone": PHONE, "password1": password, "password2": password}
    answer = Client().post(SIGNUP, typed)
    assert answer.status_code == 200
    said = str(answer.context["form"].errors["password1"].as_text())
    assert not re.search("[a-z]{4}", said), said
    assert not sms.taken
    assert not Account.objects.exists()
