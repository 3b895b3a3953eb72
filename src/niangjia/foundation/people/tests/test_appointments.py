"""Who may let whom do what, from when to when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.foundation.organisations.actions import dissolve_organisation
from niangjia.foundation.people import actions, commands
from niangjia.foundation.people.actions import PersonFacts, Term
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import people_of, viewer_of
from niangjia.foundation.people.rules.powers import exclude_each_other, overlap
from niangjia.kernel.clock import stopped_at
from niangjia.kernel.errors import Conflict, Invalid, Missing, NiangjiaError, Refused
from niangjia.kernel.viewer import STAFF, STRANGER, Role, Viewer

pytestmark = pytest.mark.django_db

NEWCOMER = PersonFacts("示例新人", phone="138 1111 2222")
REASON = "试一试"


def code_of(viewer: Viewer) -> str:
    return Account.objects.get(pk=viewer.account or 0).code


def roles_of(viewer: Viewer) -> set[Role]:
    account = Account.objects.get(pk=viewer.account or 0)
    return {post.role for post in viewer_of(account).posts}


def test_an_administrator_opens_an_account_and_hands_over_its_link(
    administrator: Viewer, unions: Any
) -> None:
    opened = actions.open_account(
        viewer=administrator, person=NEWCOMER, organisation=unions.county.code, role=Role.OFFICER
    )
    assert opened.account.phone == "+8613811112222"
    assert not opened.account.has_usable_password()
    client, new = Client(), "一个足够长的新密码啊"
    where = client.get(opened.link, follow=True).redirect_chain[-1][0]
    assert client.post(where, {"password1": new, "password2": new}).status_code == 302
    answer = client.post("/account/login/", {"login": "13811112222", "password": new})
    assert answer.headers["Location"] == "/account/"
    assert (
        client.get(reverse("organisations:tree")).headers["Location"] == "/account/second-factor/"
    )
    assert "已失效" in Client().get(opened.link, follow=True).content.decode()
    verbs = list(AuditEntry.objects.values_list("verb", flat=True))
    assert verbs == ["people.open_account", "people.appoint"]


def test_an_account_nobody_proved_is_in_nobodys_way(administrator: Viewer, unions: Any) -> None:
    Account.objects.create(name="冒名", phone="+8613811112222")
    opened = actions.open_account(
        viewer=administrator, person=NEWCOMER, organisation=unions.county.code, role=Role.OFFICER
    )
    assert Account.objects.get(phone="+8613811112222") == opened.account


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (PersonFacts("", phone="13811112222"), "name"),
        (PersonFacts("示例"), "phone"),
        (PersonFacts("示例", phone="12345"), "phone"),
        (PersonFacts("示例", email="没有这种邮箱"), "email"),
        (PersonFacts("示例", email="cast1@niangjia.example"), "email"),
    ],
)
def test_an_account_must_be_named_reachable_and_new(
    administrator: Viewer, unions: Any, said: PersonFacts, field: str
) -> None:
    before = Account.objects.count()
    with pytest.raises(Invalid) as caught:
        actions.open_account(
            viewer=administrator, person=said, organisation=unions.city.code, role=Role.LAWYER
        )
    assert field in caught.value.fields
    assert Account.objects.count() == before


def test_only_administrators_appoint_and_only_in_their_part(
    request: Any, unions: Any, lawyer: Viewer
) -> None:
    expected: dict[str, type[NiangjiaError]] = {
        "officer": Refused,
        "supervisor": Refused,
        "worker": Missing,
        "editor": Missing,
        "auditor": Missing,
        "officer_elsewhere": Missing,
        "stranger": Missing,
    }
    for name, error in expected.items():
        with pytest.raises(error):
            actions.appoint(
                viewer=request.getfixturevalue(name),
                account=code_of(lawyer),
                organisation=unions.county.code,
                role=Role.LAWYER,
            )
    with pytest.raises(Missing):
        actions.appoint(
            viewer=request.getfixturevalue("administrator"),
            account=code_of(lawyer),
            organisation=unions.elsewhere.code,
            role=Role.LAWYER,
        )


def test_nobody_appoints_themselves(administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Refused):
        actions.appoint(
            viewer=administrator,
            account=code_of(administrator),
            organisation=unions.county.code,
            role=Role.EDITOR,
        )


@pytest.mark.parametrize("role", sorted(STAFF - {Role.AUDITOR}))
def test_an_auditor_holds_nothing_else_above_or_below(
    house_administrator: Viewer, person: Callable[..., Viewer], unions: Any, role: Role
) -> None:
    colleague = person("示例", (Role.AUDITOR, unions.city))

    def appoint(organisation: Any) -> None:
        actions.appoint(
            viewer=house_administrator,
            account=code_of(colleague),
            organisation=organisation.code,
            role=role,
        )

    for organisation in (unions.province, unions.city, unions.township):
        with pytest.raises(Refused, match="审计要独立"):
            appoint(organisation)
    appoint(unions.elsewhere)
    assert roles_of(colleague) == {Role.AUDITOR, role}


def test_powers_that_meet_are_the_same_both_ways() -> None:
    for one in Role:
        for other in Role:
            assert exclude_each_other(one, other) == exclude_each_other(other, one)
    assert overlap("0001", "00010002")
    assert overlap("00010002", "0001")
    assert not overlap("00010001", "00010002")


def test_an_appointment_begins_and_ends_by_the_day_in_china(
    administrator: Viewer, unions: Any, worker: Viewer
) -> None:
    def at(day: int, hour: int = 4) -> datetime:
        return datetime(2026, 3, day, hour, tzinfo=UTC)

    with stopped_at(at(1)):
        actions.appoint(
            viewer=administrator,
            account=code_of(worker),
            organisation=unions.county.code,
            role=Role.HOTLINE_AGENT,
            term=Term(date(2026, 3, 5), date(2026, 3, 7)),
        )
    account = Account.objects.get(pk=worker.account or 0)
    Authenticator.objects.create(user=account, type="totp", data={})
    moments = {at(4): False, at(4, 17): True, at(7, 15): True, at(7, 16): False}
    for moment, holds in moments.items():
        with stopped_at(moment):
            assert (Role.HOTLINE_AGENT in roles_of(worker)) == holds, moment


def test_the_same_twice_and_days_that_make_no_sense_are_refused(
    administrator: Viewer, unions: Any, lawyer: Viewer
) -> None:
    def appoint(term: Term) -> None:
        actions.appoint(
            viewer=administrator,
            account=code_of(lawyer),
            organisation=unions.city.code,
            role=Role.LAWYER,
            term=term,
        )

    with pytest.raises(Conflict):
        appoint(Term())
    with pytest.raises(Invalid):
        appoint(Term(date(2026, 5, 2), date(2026, 5, 1)))


def test_ending_takes_effect_at_once_and_only_once(
    administrator: Viewer, unions: Any, officer: Viewer, client_of: Callable[[Viewer], Client]
) -> None:
    browser = client_of(officer)
    tree = reverse("organisations:tree")
    assert browser.get(tree).status_code == 200
    held = Appointment.objects.get(account=officer.account or 0).code
    with pytest.raises(Invalid):
        actions.end_appointment(viewer=administrator, appointment=held, reason=" ")
    actions.end_appointment(viewer=administrator, appointment=held, reason=REASON)
    assert browser.get(tree).status_code == 403
    with pytest.raises(Conflict):
        actions.end_appointment(viewer=administrator, appointment=held, reason=REASON)
    assert AuditEntry.objects.get(verb="people.end_appointment").reason == REASON
    actions.appoint(
        viewer=administrator,
        account=code_of(officer),
        organisation=unions.county.code,
        role=Role.OFFICER,
    )
    assert browser.get(tree).status_code == 200


def test_ending_on_a_day(administrator: Viewer, officer: Viewer) -> None:
    held = Appointment.objects.get(account=officer.account or 0).code
    with stopped_at(datetime(2026, 3, 5, 4, tzinfo=UTC)):
        with pytest.raises(Invalid):
            actions.end_appointment(
                viewer=administrator, appointment=held, reason=REASON, last_day=date(2026, 3, 4)
            )
        actions.end_appointment(
            viewer=administrator, appointment=held, reason=REASON, last_day=date(2026, 3, 6)
        )
        assert roles_of(officer) == {Role.OFFICER}
    with stopped_at(datetime(2026, 3, 7, 4, tzinfo=UTC)):
        assert roles_of(officer) == set()


def test_a_dissolved_union_gives_nobody_a_post(
    administrator: Viewer, unions: Any, person: Callable[..., Viewer]
) -> None:
    held = person("示例", (Role.OFFICER, unions.industry))
    with pytest.raises(Conflict, match="任职"):
        dissolve_organisation(viewer=administrator, code=unions.industry.code, reason=REASON)
    code = Appointment.objects.get(account=held.account or 0).code
    actions.end_appointment(viewer=administrator, appointment=code, reason=REASON)
    dissolve_organisation(viewer=administrator, code=unions.industry.code, reason=REASON)


def test_shutting_out_and_letting_in_again(
    administrator: Viewer, officer: Viewer, client_of: Callable[[Viewer], Client]
) -> None:
    browser = client_of(officer)
    code = code_of(officer)
    actions.deactivate_account(viewer=administrator, account=code, reason=REASON)
    assert browser.get("/account/").status_code == 302
    with pytest.raises(Conflict):
        actions.deactivate_account(viewer=administrator, account=code, reason=REASON)
    actions.reactivate_account(viewer=administrator, account=code, reason=REASON)
    assert browser.get("/account/").status_code == 302, "the old browser stays out"
    assert client_of(officer).get("/account/").status_code == 200


def test_taking_off_a_lost_second_factor(
    administrator: Viewer, officer: Viewer, client_of: Callable[[Viewer], Client]
) -> None:
    browser = client_of(officer)
    actions.reset_second_factor(viewer=administrator, account=code_of(officer), reason=REASON)
    assert browser.get("/account/").status_code == 302
    again = client_of(officer).get(reverse("organisations:tree"))
    assert again.headers["Location"] == "/account/second-factor/"
    entry = AuditEntry.objects.get(verb="people.reset_second_factor")
    assert (entry.reason, entry.actor) == (REASON, administrator.actor)


def test_an_account_is_touched_only_by_who_administers_all_of_it(
    administrator: Viewer, person: Callable[..., Viewer], unions: Any, officer_elsewhere: Viewer
) -> None:
    both = person("示例", (Role.OFFICER, unions.county), (Role.OFFICER, unions.elsewhere))
    with pytest.raises(Refused):
        actions.reset_second_factor(viewer=administrator, account=code_of(both), reason=REASON)
    with pytest.raises(Missing):
        actions.deactivate_account(
            viewer=administrator, account=code_of(officer_elsewhere), reason=REASON
        )
    with pytest.raises(Refused):
        actions.deactivate_account(
            viewer=administrator, account=code_of(administrator), reason=REASON
        )


def test_workers_are_nobodys_list(
    administrator: Viewer, officer: Viewer, worker: Viewer, stranger: Viewer, unions: Any
) -> None:
    assert not people_of(viewer=administrator, organisation=unions.own).exists()
    assert people_of(viewer=officer, organisation=unions.county).count() == 1
    assert not people_of(viewer=officer, organisation=unions.city).exists()
    assert not people_of(viewer=worker, organisation=unions.county).exists()
    assert not people_of(viewer=stranger, organisation=unions.county).exists()


def test_the_first_administrator_comes_from_the_command_line(operator: Viewer, unions: Any) -> None:
    link = commands.create_administrator(viewer=operator, name="示例", phone="13811112222")
    assert link.startswith("/account/password/reset/key/")
    account = Account.objects.get()
    assert Appointment.objects.get(account=account).organisation == unions.national
    again = commands.create_administrator(
        viewer=operator, name="示例", phone="13811112222", organisation=unions.city.name
    )
    assert again == ""
    with pytest.raises(Missing):
        commands.create_administrator(viewer=operator, name="示例", phone="1", organisation="无")


def test_an_account_that_is_shut_out_is_a_stranger() -> None:
    assert viewer_of(Account(is_active=False)) is STRANGER
