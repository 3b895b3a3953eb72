from niangjia.kernel.viewer import STRANGER, Post, Role, Viewer

TOP, HERE, BELOW, ELSEWHERE = "0001", "00010001", "000100010003", "00010002"
EDITOR = Viewer(account=5, posts=frozenset({Post(Role.EDITOR, 2, HERE)}))
OPERATOR = Viewer(operator="root")


def test_a_post_reaches_its_organisation_and_everything_below() -> None:
    assert EDITOR.holds(Role.EDITOR, at=HERE)
    assert EDITOR.holds(Role.EDITOR, Role.LAWYER, at=BELOW)
    assert not EDITOR.holds(Role.EDITOR, at=ELSEWHERE)
    assert not EDITOR.holds(Role.EDITOR, at=TOP)
    assert not EDITOR.holds(Role.AUDITOR, at=HERE)


def test_a_stranger_reaches_nothing() -> None:
    assert STRANGER.is_stranger
    assert STRANGER.reach(*Role) == ()
    assert not STRANGER.is_staff
    assert not STRANGER.runs_house


def test_the_operator_reaches_everything_and_signs_with_a_name() -> None:
    assert OPERATOR.holds(Role.EDITOR, at=ELSEWHERE)
    assert OPERATOR.runs_house
    assert OPERATOR.actor == "operator:root"
    assert not OPERATOR.is_stranger


def test_a_worker_is_not_staff() -> None:
    worker = Viewer(account=1, posts=frozenset({Post(Role.WORKER, 2, HERE)}))
    assert not worker.is_staff
    assert worker.actor == "account:1"


def test_only_an_administrator_at_the_top_runs_the_house() -> None:
    top = Viewer(account=1, posts=frozenset({Post(Role.ADMINISTRATOR, 1, TOP)}))
    here = Viewer(account=2, posts=frozenset({Post(Role.ADMINISTRATOR, 2, HERE)}))
    assert top.runs_house
    assert not here.runs_house
