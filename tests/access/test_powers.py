"""Powers do not grow by detours: appointing, moving the tree, older sessions, guessing."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client

from niangjia.foundation.organisations.actions import move_organisation
from niangjia.foundation.people import actions
from niangjia.foundation.people.actions import PersonFacts
from niangjia.foundation.people.models import Account
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

PASSWORD = "一个足够长的测试密码"
Person = Callable[..., Viewer]


def account_of(viewer: Viewer) -> Account:
    return Account.objects.get(pk=viewer.account or 0)


def signed_in(email: str | None) -> Client:
    browser = Client()
    browser.post("/account/login/", {"login": email, "password": PASSWORD})
    return browser


def test_appointing_a_worker_gives_no_way_into_the_account_the_worker_opened(
    administrator: Viewer, house_administrator: Viewer, person: Person, unions: Any
) -> None:
    worker = account_of(person("示例职工"))
    actions.appoint(
        viewer=administrator, account=worker.code, organisation=unions.city.code, role=Role.OFFICER
    )
    for viewer in (administrator, house_administrator):
        with pytest.raises(Refused, match="本人"):
            actions.new_password_link(viewer=viewer, account=worker.code, reason="示例")


def test_a_colleague_whose_account_was_opened_here_gets_a_new_link(
    administrator: Viewer, unions: Any
) -> None:
    opened = actions.open_account(
        viewer=administrator,
        person=PersonFacts("示例同事", email="colleague@niangjia.example"),
        organisation=unions.city.code,
        role=Role.OFFICER,
    )
    link = actions.new_password_link(
        viewer=administrator, account=opened.account.code, reason="忘了密码"
    )
    assert link.startswith("/account/password/reset/key/")


def test_nobody_appoints_above_or_beside_their_part(
    administrator: Viewer, house_administrator: Viewer, person: Person, unions: Any
) -> None:
    somebody = account_of(person("示例新人"))
    for union in (unions.province, unions.national, unions.elsewhere):
        with pytest.raises(Missing):
            actions.appoint(
                viewer=administrator,
                account=somebody.code,
                organisation=union.code,
                role=Role.ADMINISTRATOR,
            )
    for act in (actions.deactivate_account, actions.reset_second_factor):
        with pytest.raises(Missing):
            act(viewer=administrator, account=account_of(house_administrator).code, reason="示例")


def test_moving_a_union_does_not_bring_auditing_and_working_together(
    house_administrator: Viewer, person: Person, unions: Any
) -> None:
    person("示例两处", (Role.AUDITOR, unions.industry), (Role.OFFICER, unions.own))
    with pytest.raises(Refused, match="审计"):
        move_organisation(
            viewer=house_administrator,
            code=unions.own.code,
            to=unions.industry.code,
            version=unions.own.version,
        )
    before = unions.own.path
    unions.own.refresh_from_db()
    assert unions.own.path == before, "it stays where it stood"


def test_a_browser_signed_in_by_password_alone_is_out_once_there_is_a_second_factor(
    person: Person, unions: Any
) -> None:
    newcomer = account_of(person("示例新人", (Role.ADMINISTRATOR, unions.city), factor=False))
    thief, owner = signed_in(newcomer.email), signed_in(newcomer.email)
    assert thief.get("/desk/").headers["Location"] == "/account/second-factor/"
    owner.get("/account/factors/totp/activate/")
    key = owner.session["mfa.totp.secret"]
    done = owner.post("/account/factors/totp/activate/", {"code": number_for(key)})
    assert done.status_code == 302
    assert Authenticator.objects.filter(user=newcomer, type="totp").exists()
    assert owner.get("/desk/").status_code == 200
    assert thief.get("/desk/").headers["Location"].startswith("/account/login/")


def test_guessing_the_number_is_stopped(officer: Viewer) -> None:
    browser, door = signed_in(account_of(officer).email), "/account/factors/authenticate/"
    for guess in range(25):
        browser.post(door, {"code": f"{guess:06}"})
    assert "尝试次数太多" in browser.post(door, {"code": "000000"}).content.decode()
    browser.post(door, {"code": number_for("JBSWY3DPEHPK3PXP")})
    assert browser.get("/account/").status_code == 302, "not even the right one, for a while"


def test_guessing_a_password_is_stopped_however_the_login_is_written(worker: Viewer) -> None:
    person = account_of(worker)
    bare = (person.phone or "").removeprefix("+86")
    ways = (person.phone, bare, f" {bare[:3]} {bare[3:7]} {bare[7:]}", f"+86 {bare}", f"0086{bare}")
    signs = [
        Client()
        .post(
            "/account/login/",
            {"login": way, "password": "错"},
            headers={"x-forwarded-for": f"10.0.0.{number}"},
        )
        .status_code
        for number, way in enumerate(ways * 2)
    ]
    assert signs[-1] == 429
    right = Client().post("/account/login/", {"login": bare, "password": PASSWORD})
    assert right.status_code == 429


def test_ones_own_success_does_not_buy_more_guesses_at_another(
    worker: Viewer, colleague: Viewer
) -> None:
    victim, own = account_of(worker).email, account_of(colleague).email
    for _ in range(4):
        Client().post("/account/login/", {"login": victim, "password": "错"})
    signed_in(own)
    Client().post("/account/login/", {"login": victim, "password": "错"})
    again = Client().post("/account/login/", {"login": victim, "password": PASSWORD})
    assert again.status_code == 429


@pytest.mark.parametrize("door", ["/account/password/reset/", "/account/login/code/"])
def test_asking_for_a_mail_does_not_tell_who_has_an_account(
    worker: Viewer, settings: Any, door: str
) -> None:
    settings.NIANGJIA_MAIL_OFFERED = True
    answers = [
        Client().post(door, {"email": mail})
        for mail in (account_of(worker).email, "nobody@niangjia.example")
    ]
    assert len({(one.status_code, one.headers.get("Location")) for one in answers}) == 1
    followed = [Client().get(one.headers["Location"]).content for one in answers]
    assert len(set(followed)) == 1


def number_for(key: str) -> str:
    number: str = format_hotp_value(hotp_value(key, next(iter(yield_hotp_counters_from_time()))))
    return number
