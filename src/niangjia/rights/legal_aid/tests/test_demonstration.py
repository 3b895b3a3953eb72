"""The demonstration shows every state, reached by actions alone, once."""

from typing import Any

import pytest

from niangjia.casework import queries as engine
from niangjia.casework.models import Matter
from niangjia.foundation.organisations import sample as organisations
from niangjia.foundation.people import sample as people
from niangjia.kernel.viewer import Viewer
from niangjia.rights.legal_aid.demonstration import WALKS, load_demonstration
from niangjia.rights.legal_aid.procedure import PROCEDURE

pytestmark = pytest.mark.django_db


def test_every_state_is_there_and_nothing_twice(operator: Viewer, settings: Any) -> None:
    settings.NIANGJIA_DEMO = True
    assert load_demonstration(viewer=operator) == 0, "without its people nothing is done"
    organisations.load_sample(viewer=operator)
    people.load_sample(viewer=operator)
    assert load_demonstration(viewer=operator) == len(WALKS)
    states = set(Matter.objects.values_list("state", flat=True))
    declared = {state.key for state in PROCEDURE.states}
    assert declared - states == set()
    assert {"answered", "closed"} <= states
    assert set(Matter.objects.exclude(ending="").values_list("ending", flat=True)) == {
        "confirmed",
        "explained",
    }
    assert load_demonstration(viewer=operator) == 0
    assert list(engine.faults_of_timelines()) == []
