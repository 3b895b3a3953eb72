"""A made-up county has matters in every state there is, and playing it twice adds nothing."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from niangjia.casework.models import Matter, Outcome, Referral
from niangjia.foundation.organisations import sample as organisations
from niangjia.foundation.people import sample as people
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline.demonstration import load_demonstration
from niangjia.rights.hotline.models import WorkOrder
from niangjia.rights.hotline.queries import figures

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def county(operator: Viewer, settings: Any) -> int:
    settings.NIANGJIA_DEMO = True
    organisations.load_sample(viewer=operator)
    people.load_sample(viewer=operator)
    return load_demonstration(viewer=operator)


def test_every_state_has_something_to_show(county: int, operator: Viewer) -> None:
    assert 120 <= county <= 170
    states = Counter(Matter.objects.filter(procedure="hotline").values_list("state", flat=True))
    assert set(states) == {
        "received", "working", "talking", "asking", "answered", "closed", "joined", "grouped",
    }  # fmt: skip
    assert states["grouped"] == 23
    assert Matter.objects.filter(part="representative").count() == 2
    assert set(Matter.objects.values_list("crisis", flat=True)) == {"", "raised", "attended"}
    assert Matter.objects.filter(bounces=3, escalated_at__isnull=False).count() == 1
    assert Matter.objects.filter(reopened__gt=0).count() == 4
    assert set(Matter.objects.exclude(ending="").values_list("ending", flat=True)) == {
        "confirmed", "explained",
    }  # fmt: skip
    assert Matter.objects.filter(joined_to__isnull=False).count() == 3
    assert set(Matter.objects.values_list("channel", flat=True)) >= {"phone", "web", "counter"}
    assert Referral.objects.filter(child__isnull=False).count() == 3
    assert Outcome.objects.filter(contested_at__isnull=False).exists()
    today = clock.today()
    found = figures(viewer=operator, since=today - timedelta(days=60), until=today)
    assert found.overdue > 0
    assert found.on_time is not None
    assert 0 < found.on_time < 1

    mine = Matter.objects.filter(procedure="hotline", place="370202", part="").order_by("sequence")
    days = list(mine.values_list("received_at", flat=True))
    assert days == sorted(days), "numbers follow the days"

    assert load_demonstration(viewer=operator) == 0, "played again it adds nothing"
    assert WorkOrder.objects.count() == county


def test_without_the_demonstrations_people_nothing_is_played(operator: Viewer) -> None:
    assert load_demonstration(viewer=operator) == 0
    assert not Matter.objects.exists()
