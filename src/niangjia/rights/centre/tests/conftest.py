from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from niangjia.casework import actions as engine
from niangjia.casework.models import Partner
from niangjia.foundation.people.models import Account
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.models import Body, Centre, Room

NOW = datetime(2026, 3, 11, 10, 7, tzinfo=CHINA)
"""A Wednesday on which people work."""


@pytest.fixture(autouse=True)
def _stopped() -> Iterator[None]:
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def centre(administrator: Viewer, unions: Any) -> Centre:
    """The county's centre, set up by the city's administrator."""
    facts = actions.CentreFacts("示例中心", address="示例路1号", published=True)
    made = actions.set_up_centre(viewer=administrator, host=unions.county.code, facts=facts)
    return Centre.objects.select_related("host").get(pk=made.pk)


@pytest.fixture
def room(administrator: Viewer, centre: Centre) -> Room:
    facts = actions.RoomFacts("调解室", "mediation", 6, "101")
    return actions.add_room(viewer=administrator, centre=centre.code, facts=facts)


@pytest.fixture
def second_officer(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """Another officer of the county union here."""
    return person("示例办事员乙", (Role.OFFICER, unions.county))


@pytest.fixture
def mediator(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """A mediator of the county union here."""
    return person("示例调解员", (Role.MEDIATOR, unions.county))


@pytest.fixture
def second_lawyer(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """Another lawyer of the city union here."""
    return person("示例律师乙", (Role.LAWYER, unions.city))


@pytest.fixture
def partner(administrator: Viewer, unions: Any) -> Partner:
    """The arbitration tribunal."""
    return engine.set_up_partner(viewer=administrator, host=unions.county.code, name="示例仲裁院")


@pytest.fixture
def body(administrator: Viewer, centre: Centre, partner: Partner) -> Body:
    """The tribunal as it sits at the centre."""
    facts = actions.BodyFacts(
        "示例仲裁院", "arbitration", partner.code, answer_days=5, liaison="示例联络员 1390000",
        presences=[(0, "morning"), (0, "afternoon"), (2, "morning")],
    )  # fmt: skip
    return actions.add_body(viewer=administrator, centre=centre.code, facts=facts)


@pytest.fixture
def insider(
    person: Callable[..., Viewer], administrator: Viewer, partner: Partner, unions: Any
) -> Viewer:
    """Somebody who signs in for the tribunal, with a second factor, and holds no post."""
    viewer = person("示例仲裁员", (Role.WORKER, unions.own))
    account = Account.objects.get(pk=viewer.account or 0)
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    contact = account.email or ""
    engine.let_in_for_partner(viewer=administrator, partner=partner.code, contact=contact)
    return viewer


@pytest.fixture
def came(officer: Viewer, centre: Centre) -> engine.Received:
    """Somebody who was received at the window."""
    return receive(officer, centre)


def receive(officer: Viewer, centre: Centre, key: str = "1", **more: Any) -> engine.Received:
    asked = engine.Asked(
        story="示例：三个月没有发工资。",
        person=engine.Person("示例职工甲", "13900000001"),
        channel="counter", issue="unpaid_wages", region_code="370202",
        **({"money_at_stake": True} | more),
    )  # fmt: skip
    return actions.receive_at_window(viewer=officer, centre=centre.code, asked=asked, key=key)
