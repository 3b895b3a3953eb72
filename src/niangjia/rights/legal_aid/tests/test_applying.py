"""Applications come in on the web, at the counter, by word of mouth, from another service."""

from decimal import Decimal
from typing import Any

import pytest

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import Channel, Matter
from niangjia.foundation.ledger.models import AuditEntry, Event
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.models import Application, PartyMark
from niangjia.rights.legal_aid.tests.office import (
    applied,
    matter,
    receipt,
    set_local,
    step,
    wish,
)

pytestmark = pytest.mark.django_db
at_work = pytest.mark.usefixtures("officer")


def test_a_stranger_applies_and_follows_it_by_receipt(officer: Viewer) -> None:
    taken = applied()
    assert taken.verdict.outcome == "exempt"
    page = engine.asker_page(asker=receipt(taken))
    assert "正在看能不能援助" in page.told
    shown = queries.asker_file(code=taken.receipt.code)
    assert shown is not None
    assert shown.exempt
    assert shown.article == "《法律援助法》第四十二条第三项"
    assert queries.aid_file(viewer=officer, code=taken.receipt.code) is not None


@at_work
def test_the_same_form_twice_is_one_application() -> None:
    first, second = applied(), applied()
    assert first.receipt.number == second.receipt.number
    assert first.receipt.passphrase == second.receipt.passphrase
    assert Application.objects.count() == Matter.objects.count() == 1


def test_what_is_told_stays_sealed(officer: Viewer, employer: Employer) -> None:
    taken = applied(
        employer=employer.code,
        wish=wish(group="none", income=Decimal(4567), opposite=("示例老板",)),
    )
    rows = [
        *Application.objects.values_list(), *PartyMark.objects.values_list(),
        *Matter.objects.values_list(), *Event.objects.values_list("payload"),
        *AuditEntry.objects.values_list("reason", "details"),
    ]  # fmt: skip
    for secret in ("示例老板", "4567", "示例职工甲", "13900000001"):
        assert secret not in str(rows)
    file = queries.aid_file(viewer=officer, code=taken.receipt.code)
    assert file is not None
    assert file.form is not None
    assert (file.form.opposite, file.form.income) == (("示例老板",), "4567")


def test_a_spoken_application_is_read_back_and_says_who_wrote_it(officer: Viewer) -> None:
    with pytest.raises(Invalid) as caught:
        applied(officer, oral=True, channel=Channel.COUNTER)
    assert "read_back" in caught.value.fields
    assert not Matter.objects.exists()
    taken = applied(officer, oral=True, read_back=True, channel=Channel.COUNTER)
    file = queries.aid_file(viewer=officer, code=taken.receipt.code)
    assert file is not None
    assert file.form is not None
    assert (file.form.oral, file.form.written_by) == (True, "示例办事员")


def test_what_another_service_sends_on_waits_for_the_form(officer: Viewer) -> None:
    asked = casework.Asked(
        "示例：工资没有发", issue="unpaid_wages", grade="hard", region_code="370202"
    )
    came = casework.receive(viewer=officer, procedure="hotline", asked=asked, key="1")
    child = casework.refer(
        viewer=officer, code=came.code, procedure="legal_aid", words="示例：请派律师"
    )
    with pytest.raises(Conflict, match="先填“申请表”"):
        step(officer, child.code, "grant")
    verdict = actions.fill_in(viewer=officer, code=child.code, wish=wish())
    assert verdict.outcome == "exempt"
    step(officer, child.code, "grant")
    assert matter(child.code).state == "approved"
    with pytest.raises(Conflict, match="已经作出决定"):
        actions.fill_in(viewer=officer, code=child.code, wish=wish())


@at_work
def test_only_the_office_fills_in(officer_elsewhere: Viewer, lawyer: Viewer) -> None:
    code = applied().receipt.code
    for viewer in (officer_elsewhere, lawyer, STRANGER):
        with pytest.raises((Missing, Refused)):
            actions.fill_in(viewer=viewer, code=code, wish=wish())


@at_work
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"form": "revenge"}, "form"),
        ({"group": ""}, "group"),
        ({"persons": 0}, "persons"),
        ({"income": Decimal(-1)}, "income"),
        ({"opposite": ("甲" * 121,)}, "opposite"),
    ],
)
def test_what_is_wrong_is_said_beside_it(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        applied(wish=wish(**changes))
    assert field in caught.value.fields
    assert not Matter.objects.exists()


@at_work
def test_the_threshold_is_the_nearest_above_and_the_latest(
    administrator: Viewer, unions: Any
) -> None:
    poor = wish(group="none", income=Decimal(4000), persons=2)
    assert applied(wish=poor).verdict.outcome == "unknown"
    set_local(administrator, unions.city, "means", "1500")
    assert applied(wish=poor, key="2").verdict.outcome == "above"
    set_local(administrator, unions.county, "means", "2000")
    taken = applied(wish=poor, key="3")
    assert taken.verdict.outcome == "within"
    kept = Application.objects.get(matter__code=taken.receipt.code)
    assert (kept.threshold, kept.threshold_source) == (Decimal(2000), "示例市文件第1号")


def test_who_may_set_amounts(officer: Viewer, administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Refused):
        set_local(officer, unions.county, "means", "2000")
    for kind, amount in (("means", "0"), ("means", "1.005"), ("bonus", "5")):
        with pytest.raises(Invalid):
            set_local(administrator, unions.county, kind, amount)
