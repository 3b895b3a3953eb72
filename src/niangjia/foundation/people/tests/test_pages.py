"""Who sees which page about people, and that a stranger is left alone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, path, reverse

from niangjia.foundation.people.models import Account, Appointment
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]
UNION_PAGES = ("appoint", "open_account")
ACCOUNT_PAGES = ("account", "password_link", "deactivate", "reactivate", "reset_factor")
EVERYBODY = {
    "stranger": 302,
    "worker": 403,
    "colleague": 403,
    "own_union_officer": 403,
    "officer": 403,
    "officer_elsewhere": 403,
    "lawyer": 403,
    "editor": 403,
    "supervisor": 403,
    "auditor": 403,
    "administrator": 200,
    "house_administrator": 200,
}


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_page_to_everybody(
    request: Any, name: str, unions: Any, mediator: Viewer, client_of: ClientOf
) -> None:
    client, status = client_of(request.getfixturevalue(name)), EVERYBODY[name]
    code = Account.objects.get(pk=mediator.account or 0).code
    held = Appointment.objects.get(account=mediator.account or 0).code
    addresses = [reverse(f"people:{page}", args=[unions.county.code]) for page in UNION_PAGES]
    addresses += [reverse(f"people:{page}", args=[code]) for page in ACCOUNT_PAGES]
    addresses.append(reverse("people:end_appointment", args=[held]))
    assert {where: client.get(where).status_code for where in addresses} == dict.fromkeys(
        addresses, status
    )


@pytest.fixture
def mediator(person: Callable[..., Viewer], unions: Any) -> Viewer:
    return person("示例调解员", (Role.MEDIATOR, unions.county))


@pytest.fixture
def administrator_elsewhere(person: Callable[..., Viewer], unions: Any) -> Viewer:
    return person("示例外地管理员", (Role.ADMINISTRATOR, unions.elsewhere))


def test_what_is_elsewhere_looks_missing(
    administrator_elsewhere: Viewer, mediator: Viewer, unions: Any, client_of: ClientOf
) -> None:
    client = client_of(administrator_elsewhere)
    code = Account.objects.get(pk=mediator.account or 0).code
    missing = client.get(reverse("people:account", args=["nothere12345"]))
    foreign = client.get(reverse("people:account", args=[code]))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert client.get(reverse("people:appoint", args=[unions.county.code])).status_code == 404


def test_opening_appointing_and_ending_by_form(
    administrator: Viewer, unions: Any, worker: Viewer, client_of: ClientOf
) -> None:
    client = client_of(administrator)
    open_page = reverse("people:open_account", args=[unions.county.code])
    wrong = client.post(open_page, {"name": "示例", "phone": "12", "role": "officer"})
    assert wrong.status_code == 422
    right = client.post(open_page, {"name": "示例", "phone": "13811112222", "role": "officer"})
    assert "http://testserver/account/password/reset/key/" in right.content.decode()
    appoint = reverse("people:appoint", args=[unions.county.code])
    unknown = client.post(appoint, {"person": "nobody@niangjia.example", "role": "lawyer"})
    assert unknown.status_code == 422
    contact = Account.objects.get(pk=worker.account or 0).email
    typed = {"person": contact, "role": "lawyer", "begins": "2026-01-01"}
    assert client.post(appoint, typed).status_code == 302
    held = Appointment.objects.get(account=worker.account or 0, role=Role.LAWYER)
    union_page = client.get(reverse("organisations:organisation", args=[unions.county.code]))
    assert "示例职工" in union_page.content.decode()
    end = reverse("people:end_appointment", args=[held.code])
    assert client.post(end, {"reason": ""}).status_code == 422
    assert client.post(end, {"reason": "试一试"}).status_code == 302
    held.refresh_from_db()
    assert held.revoked_at is not None


def test_contacts_are_for_administrators_only(
    officer: Viewer, mediator: Viewer, unions: Any, client_of: ClientOf
) -> None:
    page = client_of(officer).get(reverse("organisations:organisation", args=[unions.county.code]))
    account = Account.objects.get(pk=mediator.account or 0)
    text = page.content.decode()
    assert account.name in text
    assert str(account.email) not in text
    assert str(account.phone)[-8:] not in text


def test_ones_own_account(worker: Viewer, client_of: ClientOf) -> None:
    client = client_of(worker)
    page = client.get(reverse("people:mine")).content.decode()
    assert "浪花食品厂工会（示例） · 职工" in page
    assert client.post(reverse("people:mine"), {"name": "老张"}).status_code == 302
    assert Account.objects.get(pk=worker.account or 0).name == "老张"


ALLAUTH = (
    "account_login",
    "account_logout",
    "account_signup",
    "account_email",
    "account_change_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_request_login_code",
    "account_reauthenticate",
    "account_inactive",
    "account_change_phone",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
)


@pytest.mark.parametrize("signed_in", [False, True])
@pytest.mark.parametrize("name", ALLAUTH)
def test_every_page_of_signing_in_speaks_our_words(
    name: str, signed_in: bool, officer: Viewer, client_of: ClientOf, settings: Any
) -> None:
    settings.NIANGJIA_MAIL_OFFERED = True
    settings.NIANGJIA_SMS_URL = "http://127.0.0.1:1/"
    client = client_of(officer) if signed_in else Client()
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    templates = [one.name for one in answer.templates]
    assert "people_page.html" in templates, templates
    assert "<script>" not in answer.content.decode()


def test_a_stranger_is_left_alone() -> None:
    def plain(request: HttpRequest) -> HttpResponse:
        assert request.viewer.is_stranger  # type: ignore[attr-defined]
        return HttpResponse("ok")

    patterns = get_resolver().url_patterns
    patterns.append(path("plain-page-of-a-test/", plain))
    get_resolver()._populate()
    try:
        answer = Client().get("/plain-page-of-a-test/")
        other = Client(headers={"cookie": "something=else"}).get("/plain-page-of-a-test/")
    finally:
        patterns.pop()
    for one in (answer, other):
        assert not one.cookies
        assert "Cookie" not in one.headers.get("Vary", "")


def test_no_page_about_people_is_cached(officer: Viewer, client_of: ClientOf) -> None:
    for where in ("/account/", "/account/login/", "/account/second-factor/"):
        answer = client_of(officer).get(where)
        assert "no-store" in answer.headers["Cache-Control"], where
