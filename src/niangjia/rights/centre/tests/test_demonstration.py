"""The made-up centre: something real to look at in every state, brought in once."""

from typing import Any

import pytest

from niangjia.casework.models import Matter
from niangjia.casework.queries import faults_of_timelines
from niangjia.foundation.organisations import sample as organisations_sample
from niangjia.foundation.people import sample as people_sample
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import demonstration
from niangjia.rights.centre.models import Booking, Meeting, Packet, Shift, Swap, Task
from niangjia.rights.centre.procedure import PROCEDURE

pytestmark = pytest.mark.django_db


def test_every_state_has_somebody_in_it_and_nothing_comes_twice(
    operator: Viewer, settings: Any
) -> None:
    settings.NIANGJIA_DEMO = True
    organisations_sample.load_sample(viewer=operator)
    people_sample.load_sample(viewer=operator)
    assert demonstration.load_demonstration(viewer=operator) == 40
    states = set(Matter.objects.filter(procedure="centre").values_list("state", flat=True))
    assert states == {one.key for one in PROCEDURE.states} | {"answered", "closed"}
    for model in (Booking, Meeting, Packet, Shift, Swap, Task):
        assert model._default_manager.exists(), model
    assert list(faults_of_timelines()) == []
    assert demonstration.load_demonstration(viewer=operator) == 0


def test_without_the_sample_nothing_is_brought_in(operator: Viewer) -> None:
    assert demonstration.load_demonstration(viewer=operator) == 0


def test_without_a_font_there_is_a_centre_all_the_same(
    operator: Viewer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NIANGJIA_DEMO = True
    monkeypatch.setattr("niangjia.rights.centre.handling.printing.FONTS", ())
    organisations_sample.load_sample(viewer=operator)
    people_sample.load_sample(viewer=operator)
    assert demonstration.load_demonstration(viewer=operator) == 40
    assert not Packet.objects.exists()
