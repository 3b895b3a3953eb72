"""What matters add up to: for who supervises and directs, of their own part and no other."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from niangjia.casework import actions, queries
from niangjia.casework.tests.desk import answered, receipt, received
from niangjia.kernel import clock
from niangjia.kernel.errors import Refused
from niangjia.kernel.viewer import STRANGER, Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(officer: Viewer, second_officer: Viewer) -> dict[str, actions.Received]:
    """A county with one of each: paid in 4 days, explained in 2, returned, contested, open."""
    found = {}
    now = clock.now()
    for name, ago in (("paid", 10), ("told", 9), ("contested", 8), ("open", 1)):
        with clock.stopped_at(now - timedelta(days=ago)):
            found[name] = received(key=name, grade="complex")
    with clock.stopped_at(now - timedelta(days=6)):
        answered(officer, found["paid"].code, Decimal(12000))
        actions.confirm(asker=receipt(found["paid"]))
    with clock.stopped_at(now - timedelta(days=7)):
        code = found["told"].code
        actions.call_back(viewer=officer, code=code, reached=True, said="示例：说明了情况")
        actions.explain(
            viewer=second_officer, code=code, reason="not_ours", why="示例：归别的部门管这件事。"
        )
        answered(officer, found["contested"].code, Decimal(1))
        actions.contest(asker=receipt(found["contested"]), reason="示例：没有收到")
    return found


def test_how_the_offices_stand(county: Any, supervisor: Viewer) -> None:
    (one,) = queries.office_figures(viewer=supervisor)
    assert one.name == "市南区总工会（示例）"
    assert (one.open, one.contested, one.bounced, one.crisis) == (2, 1, 0, 0)
    actions.raise_crisis(viewer=supervisor, code=county["open"].code, reason="示例：很激动")
    with clock.stopped_at(clock.now() + timedelta(days=60)):
        (one,) = queries.office_figures(viewer=supervisor)
    assert (one.overdue, one.crisis) == (2, 1)


@pytest.mark.usefixtures("county")
def test_the_board_adds_up(supervisor: Viewer, administrator: Viewer) -> None:
    for viewer in (supervisor, administrator):
        board = queries.board(viewer=viewer, days=30)
        whole = board.whole
        assert (whole.came, whole.open, whole.ended, whole.confirmed) == (4, 2, 2, 50)
        assert (whole.recovered, whole.days) == (Decimal(12000), 3.0)
        here = next(one for one in board.places if one.key == "370202")
        assert (here.open, here.ended) == (2, 2)
        assert sum(one.open for one in board.places) == whole.open
        assert {(one.name, one.count, one.confirmed) for one in board.ended} == {
            ("已经支付", 1, True),
            ("不归工会管", 1, False),
        }
        assert sum(week[1] for week in board.weeks) == 4
        assert sum(week[2] for week in board.weeks) == 2


@pytest.mark.usefixtures("county")
def test_a_shorter_time_and_a_narrower_place(supervisor: Viewer) -> None:
    week = queries.board(viewer=supervisor, days=5).whole
    assert (week.came, week.ended, week.confirmed, week.days) == (1, 0, None, None)
    assert week.open == 2, "what is open is open now"
    assert queries.board(viewer=supervisor, region="370203").whole.open == 0
    assert queries.board(viewer=supervisor, region="370202").whole.open == 2
    outside = queries.board(viewer=supervisor, region="330100")
    assert outside.region == "370200", "nobody looks out of their own part"


@pytest.mark.usefixtures("county")
def test_nobody_else_looks(
    officer: Viewer, officer_elsewhere: Viewer, lawyer: Viewer, house_administrator: Viewer
) -> None:
    for viewer in (officer, officer_elsewhere, lawyer, STRANGER):
        for read in (queries.board, queries.office_figures):
            with pytest.raises(Refused):
                read(viewer=viewer)
    assert queries.board(viewer=house_administrator).whole.open == 2


@pytest.mark.usefixtures("county")
def test_one_board_asks_few_questions(supervisor: Viewer) -> None:
    with CaptureQueriesContext(connection) as asked:
        queries.board(viewer=supervisor)
    assert len(asked) <= 7
