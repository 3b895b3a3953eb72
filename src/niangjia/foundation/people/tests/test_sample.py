"""The demonstration's accounts open its doors, and no others."""

from typing import Any

import pytest
from django.test import Client

from niangjia.foundation.organisations import sample as organisations_sample
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.organisations.rules import credit_code
from niangjia.foundation.people import sample
from niangjia.foundation.people.models import Account, Appointment
from niangjia.kernel.viewer import STAFF, Role, Viewer

pytestmark = pytest.mark.django_db


def load(operator: Viewer) -> tuple[int, int]:
    unions = organisations_sample.load_sample(viewer=operator)
    return unions, sample.load_sample(viewer=operator)


def test_it_is_loaded_once(settings: Any, operator: Viewer) -> None:
    settings.NIANGJIA_DEMO = True
    assert load(operator) == (37, len(sample.DEMO_ACCOUNTS))
    assert load(operator) == (0, 0)
    assert not any(Organisation.objects.find_problems())
    assert {Role(one.role) for one in Appointment.objects.all()} == set(Role)
    assert all("（示例）" in one.name for one in Organisation.objects.all())
    for employer in Employer.objects.all():
        assert "（示例）" in employer.name
        assert credit_code.fault_of(employer.credit_code or "") == ""


@pytest.mark.parametrize("one", sample.DEMO_ACCOUNTS, ids=lambda one: one.role.value)
def test_everybody_signs_in_with_the_one_password(
    settings: Any, operator: Viewer, one: sample.DemoAccount
) -> None:
    settings.NIANGJIA_DEMO = True
    load(operator)
    client = Client()
    typed = {"login": one.email, "password": sample.DEMO_PASSWORD}
    assert client.post("/account/login/", typed).headers["Location"] == "/account/"
    page = client.get("/account/")
    assert page.status_code == 200
    assert ("两步验证，现在不能办公" in page.content.decode()) is False
    assert (one.role in STAFF) == page.context["viewer"].is_staff


def test_outside_a_demonstration_there_are_none_and_none_gets_in(
    settings: Any, operator: Viewer
) -> None:
    assert load(operator) == (37, 0)
    assert not Account.objects.exists()
    settings.NIANGJIA_DEMO = True
    load(operator)
    settings.NIANGJIA_DEMO = False
    client = Client()
    typed = {"login": sample.DEMO_ACCOUNTS[0].email, "password": sample.DEMO_PASSWORD}
    assert client.post("/account/login/", typed).headers["Location"] == "/account/inactive/"
    assert client.get("/account/").status_code == 302


def test_the_sample_stays_out_of_a_real_tree(operator: Viewer, unions: Any) -> None:
    Organisation.objects.filter(pk=unions.national.pk).update(name="某县总工会")
    assert organisations_sample.load_sample(viewer=operator) == 0
