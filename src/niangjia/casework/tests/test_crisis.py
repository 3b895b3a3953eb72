"""Words of harm raise a flag that only a person takes down."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from niangjia.casework import actions, jobs, queries
from niangjia.casework.rules.alarm import signs_of_danger
from niangjia.casework.rules.periods import working_days
from niangjia.casework.tests.desk import answered, matter, receipt, received
from niangjia.foundation.ledger.models import Event
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid
from niangjia.kernel.viewer import Viewer

DANGER = "示例：再不发工资我就从楼上跳楼，活不下去了。"


@pytest.mark.parametrize(
    "text",
    [
        "我不想活了",
        "活不下去了",
        "就去跳楼",
        "写好了遗书",
        "和老板同归于尽",
        "我要砍人",
        "放火烧厂",
    ],
)
def test_words_of_harm(text: str) -> None:
    assert signs_of_danger(text)


@pytest.mark.parametrize(
    "text", ["老板三个月没发工资", "加班到晚上十点", "工伤后腿还很疼", "希望尽快解决，谢谢"]
)
def test_other_words(text: str) -> None:
    assert signs_of_danger(text) == ()


@pytest.mark.django_db
def test_it_is_announced_at_once_stands_first_and_shows_what_to_do(officer: Viewer) -> None:
    calm = received(key="calm").code
    came = received(key="danger", story=DANGER)
    assert came.crisis
    assert Event.objects.filter(topic="casework.crisis").count() == 1
    assert [row.code for row in queries.matters(viewer=officer).rows] == [came.code, calm]
    assert "110" in "".join(queries.matter_page(viewer=officer, code=came.code).emergency)
    assert actions.take_next(viewer=officer) == came.code


@pytest.mark.django_db
def test_clocks_alone_never_handle_it(officer: Viewer, supervisor: Viewer) -> None:
    came = received(story=DANGER)
    tries: tuple[Callable[[], object], ...] = (
        lambda: answered(officer, came.code),
        lambda: actions.pause_clock(
            viewer=officer, code=came.code, kind="handle", reason="appraisal", words="示例：鉴定去"
        ),
        lambda: actions.extend_clock(
            viewer=supervisor, code=came.code, kind="handle", by=working_days(1), words="示例：等等"
        ),
        lambda: actions.explain(
            viewer=officer, code=came.code, reason="not_ours", why="示例：这件事归别的部门管理。"
        ),
    )
    for one in tries:
        with pytest.raises(Conflict, match="危险信号"):
            one()
    unheard = Event.objects.filter(topic="casework.crisis_unattended")
    for minutes, sounded in ((9, 0), (11, 1), (12, 1), (22, 2)):
        with clock.stopped_at(matter(came.code).received_at + timedelta(minutes=minutes)):
            jobs.watch()
        assert unheard.count() == sounded
    with pytest.raises(Invalid):
        actions.attend_crisis(viewer=officer, code=came.code, done="好了")
    actions.attend_crisis(viewer=officer, code=came.code, done="示例：已经通话，家人在身边陪着。")
    answered(officer, came.code)


@pytest.mark.django_db
def test_whatever_the_asker_adds_is_heeded(officer: Viewer) -> None:
    came = received()
    actions.say(asker=receipt(came), words=DANGER)
    assert matter(came.code).crisis == "raised"
    actions.attend_crisis(viewer=officer, code=came.code, done="示例：已经通话，家人在身边陪着。")
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    actions.say(asker=receipt(came), words=DANGER)
    assert (matter(came.code).state, matter(came.code).crisis) == ("working", "raised")
    actions.attend_crisis(viewer=officer, code=came.code, done="示例：已经通话，家人在身边陪着。")
    answered(officer, came.code)
    actions.confirm(asker=receipt(came))
    with pytest.raises(Conflict, match="已经办结"):
        actions.say(asker=receipt(came), words="示例：谢谢")
    actions.contest(asker=receipt(came), reason=DANGER)
    again = matter(came.code)
    assert (again.crisis, again.urgency) == ("raised", 9)
    with pytest.raises(Conflict, match="正等人处理"):
        actions.raise_crisis(viewer=officer, code=came.code, reason="示例：听起来不对")
