"""Papers of a matter: seen by whom they are for, told in the timeline, deleted by rule."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from niangjia.casework import actions, queries
from niangjia.casework.tests.desk import answered, receipt, received
from niangjia.foundation.files.actions import sweep
from niangjia.foundation.files.models import KeptFile
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Missing
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

TEXT = "示例：工资条的抄件。".encode()


def test_each_sees_what_is_theirs(
    officer: Viewer, officer_elsewhere: Viewer, client_of: Callable[[Viewer], Client]
) -> None:
    came = received()
    actions.attach_as_asker(asker=receipt(came), name="工资条.txt", data=TEXT)
    inner = actions.attach(viewer=officer, code=came.code, name="内部.txt", data=TEXT)
    names = [one.name for one in queries.papers(viewer=officer, code=came.code)]
    assert names == ["工资条.txt", "内部.txt"]
    (own,) = queries.asker_papers(asker=receipt(came))
    assert Client().get(own.link).content == TEXT
    assert client_of(officer).get(own.link).status_code == 404  # a link is one viewer's
    with pytest.raises(Missing):
        queries.papers(viewer=officer_elsewhere, code=came.code)
    other = received(key="2")
    with pytest.raises(Missing):
        actions.remove_paper(
            viewer=officer, code=other.code, paper=inner, reason="示例：不是这件事的"
        )
    actions.remove_paper(viewer=officer, code=came.code, paper=inner, reason="示例：交错了")
    assert len(queries.papers(viewer=officer, code=came.code)) == 1
    assert list(queries.faults_of_timelines()) == []


@pytest.mark.django_db(transaction=True)
def test_they_go_when_their_time_is_over_and_not_while_it_is_open(officer: Viewer) -> None:
    came = received()
    actions.attach_as_asker(asker=receipt(came), name="工资条.txt", data=TEXT)
    years = clock.now() + timedelta(days=365 * 4)
    with clock.stopped_at(years):
        assert sweep() == 0
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    with pytest.raises(Conflict):
        actions.attach_as_asker(asker=receipt(came), name="工资条.txt", data=TEXT)
    actions.contest(asker=receipt(came), reason="示例：没有到账")
    assert KeptFile.objects.get().keep_until is None
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    with clock.stopped_at(years):
        assert sweep() == 1
    assert queries.asker_papers(asker=receipt(came)) == ()
