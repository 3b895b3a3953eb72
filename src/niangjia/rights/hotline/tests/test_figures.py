"""What the hotline adds up to: by hand for a few matters, and never more than may be told."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from niangjia.casework import actions as casework
from niangjia.kernel import clock
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline.queries import figures
from niangjia.rights.hotline.tests.calls import called, receipt

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2026, 3, 1), date(2026, 3, 31)
FIRST = datetime(2026, 3, 2, 10, 0, tzinfo=CHINA)


@pytest.fixture
def month(agent: Viewer) -> list[casework.Received]:
    """Ten matters of a March: six paid and confirmed, one of them late; two advised; two open."""
    came = []
    for number in range(10):
        item = "advice_leave" if number in {6, 7} else "petition_wages"
        with clock.stopped_at(FIRST + timedelta(minutes=number)):
            came.append(called(agent, f"call-{number}", item=item, phone=f"139000001{number:02d}"))
    for number in range(8):
        days = 0 if number in {6, 7} else 10 if number == 5 else 2
        result = "advised" if number in {6, 7} else "paid"
        recovered = None if number in {6, 7} else Decimal(1000)
        with clock.stopped_at(FIRST + timedelta(days=days, hours=1)):
            answer = casework.Answer(result, "示例：已经有了结果，请核对。", recovered)
            casework.answer(viewer=agent, code=came[number].code, given=answer)
        with clock.stopped_at(FIRST + timedelta(days=days + 2)):
            rating = 4 if number < 5 else None
            casework.confirm(asker=receipt(came[number]), rating=rating)
    return came


@pytest.mark.usefixtures("month")
def test_the_figures_of_a_month_are_as_counted_by_hand(agent: Viewer) -> None:
    with clock.stopped_at(FIRST + timedelta(days=20)):
        found = figures(viewer=agent, since=SINCE, until=UNTIL)
    assert (found.received, found.open, found.ended) == (10, 2, 8)
    assert found.confirmed == 1.0
    assert found.on_time == 0.88, "seven of the eight that were answered"
    assert found.recovered == Decimal(6000)
    assert found.median_days == 4.0
    assert (found.advised, found.advised_same_day) == (2, None), "too few for a share"
    assert (found.rated, found.rating) == (5, 4.0)
    assert (found.overdue, found.contested, found.bounces) == (2, 0, 0)
    assert found.by_class == {"advice": None, "petition": None}, "the one would betray the other"
    assert found.by_channel == {"phone": 10}


@pytest.mark.usefixtures("month")
def test_only_what_came_in_then_counts(agent: Viewer) -> None:
    assert figures(viewer=agent, since=date(2026, 3, 3), until=UNTIL).received == 0
    assert figures(viewer=agent, since=date(2026, 3, 2), until=date(2026, 3, 2)).received == 10


@pytest.mark.usefixtures("month")
def test_each_sees_their_own_offices(
    supervisor: Viewer,
    officer: Viewer,
    operator: Viewer,
    person: Callable[..., Viewer],
    unions: Any,
) -> None:
    elsewhere = person("示例外地督导员", (Role.SUPERVISOR, unions.elsewhere))
    for viewer, count in ((supervisor, 10), (operator, 10), (officer, 0), (elsewhere, 0)):
        assert figures(viewer=viewer, since=SINCE, until=UNTIL).received == count


@pytest.mark.parametrize("who", ["worker", "stranger", "lawyer", "auditor"])
def test_nobody_else_sees_any(request: pytest.FixtureRequest, who: str) -> None:
    with pytest.raises(Refused):
        figures(viewer=request.getfixturevalue(who), since=SINCE, until=UNTIL)


def test_days_in_the_wrong_order_are_refused(operator: Viewer) -> None:
    with pytest.raises(Invalid):
        figures(viewer=operator, since=UNTIL, until=SINCE)
    with pytest.raises(Invalid):
        figures(viewer=operator, since=date(2001, 1, 1), until=UNTIL)


def test_a_contested_matter_counts_as_contested(
    agent: Viewer, month: list[casework.Received]
) -> None:
    casework.contest(asker=receipt(month[0]), reason="示例：钱没有到账")
    found = figures(viewer=agent, since=SINCE, until=UNTIL)
    assert (found.contested, found.ended) == (1, 7)
    assert found.recovered == Decimal(5000)
