"""The demonstration has something to do in every queue, and is brought in once."""

from typing import Any

import pytest

from niangjia.foundation.ledger import courier
from niangjia.foundation.organisations import sample as organisations
from niangjia.foundation.people import sample as people
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.demonstration import volume, work
from niangjia.rights.caselaw.models import Case, CaseState, Kinship, KinshipState, RemovalRequest
from niangjia.rights.caselaw.rules.steps import QUEUES
from niangjia.rights.caselaw.workflow.queues import queue_counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(operator: Viewer, settings: Any) -> None:
    settings.NIANGJIA_DEMO = True
    organisations.load_sample(viewer=operator)
    people.load_sample(viewer=operator)


@pytest.mark.usefixtures("shown")
def test_every_queue_has_work_and_a_case_is_withdrawn(operator: Viewer) -> None:
    assert work.load_work(viewer=operator) == work.CASES + 1
    courier.drain("long")
    counts = queue_counts(viewer=operator)
    assert all(counts[queue].total >= 2 for queue in QUEUES)
    assert Case.objects.filter(state=CaseState.WITHDRAWN).count() == 1
    assert Case.objects.filter(state=CaseState.PUBLISHED).exists()
    assert Case.objects.filter(state=CaseState.HELD).count() == 1
    assert RemovalRequest.objects.count() == 2
    assert Kinship.objects.filter(state=KinshipState.PROPOSED).exists()
    assert Case.objects.filter(embargo_until__isnull=False).count() == 1
    assert set(Case.objects.values_list("fictional", flat=True)) == {True}
    assert work.load_work(viewer=operator) == 0


def test_without_the_demonstrations_people_there_is_none(operator: Viewer) -> None:
    assert work.load_work(viewer=operator) == 0
    assert not Case.objects.exists()


def test_the_volume_comes_in_once_and_is_public(
    operator: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(volume, "CASES", 20)
    came_in = volume.load_volume(viewer=operator)
    assert came_in > 10
    assert volume.load_volume(viewer=operator) == 0
    assert Case.objects.filter(state=CaseState.PUBLISHED, fictional=True).count() == came_in
