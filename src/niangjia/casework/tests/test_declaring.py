"""A wrong declaration does not start: it says what is wrong, and where."""

from dataclasses import replace
from typing import Any

import pytest

from niangjia.casework.declaring import book
from niangjia.casework.declaring.parts import Extension, Move, Need, NeedKind, Party, State
from niangjia.casework.declaring.procedure import Procedure, WrongDeclaration
from niangjia.casework.rules.periods import days, months, working_days
from niangjia.casework.tests.desk import AID, DESK
from niangjia.kernel.errors import Missing, Unavailable
from niangjia.kernel.viewer import Role

CLOCK, LOOK = DESK.clocks
START = DESK.moves[0]
CLOSING = DESK.closing


def moved(**changes: Any) -> dict[str, Any]:
    return {"moves": (replace(START, **changes), *DESK.moves[1:])}


def clocked(**changes: Any) -> dict[str, Any]:
    return {"clocks": (replace(CLOCK, **changes), LOOK)}


def closed(**changes: Any) -> dict[str, Any]:
    return {"closing": replace(CLOSING, **changes)}


def need(**changes: Any) -> dict[str, Any]:
    return moved(needs=(replace(Need("what", "材料"), **changes),))


EXTRA = State("odd", "奇怪", "奇怪。")
LOOSE = Move("stray", "走失", ("received",), "odd", (Role.OFFICER,))

WRONG: list[tuple[dict[str, Any], str]] = [
    ({"key": "Desk 1"}, "应以小写字母开头"),
    ({"version": 0}, "应从1开始"),
    ({"name": " "}, "name 没有写"),
    ({"mark": "abc"}, "1到6个汉字"),
    ({"handlers": ()}, "没有人能办理"),
    ({"handlers": (Role.AUDITOR,)}, "职工和审计员不能办理"),
    ({"handlers": (Role.WORKER,)}, "职工和审计员不能办理"),
    ({"supervisors": ()}, "没有人接手"),
    ({"group_from": 1}, "至少两人"),
    ({"grades": {"Hard": "难"}}, "grades 里的“Hard”"),
    ({"start": "nowhere"}, "start“nowhere”不在 states 里"),
    ({"states": (*DESK.states, DESK.states[0])}, "“received”出现了2次"),
    ({"states": (*DESK.states, replace(EXTRA, key="closed"))}, "是引擎自己的"),
    ({"states": (*DESK.states, replace(EXTRA, key="Odd"))}, "“Odd”的 key"),
    ({"states": (*DESK.states, replace(EXTRA, name=""))}, "没有 name"),
    ({"states": (*DESK.states, replace(EXTRA, told=""))}, "没有 told"),
    ({"states": (*DESK.states, EXTRA)}, "“odd”走不到"),
    ({"states": (*DESK.states, EXTRA), "moves": (*DESK.moves, LOOSE)}, "“odd”是死路"),
    ({"moves": (*DESK.moves, START)}, "“start”出现了2次"),
    (moved(key="Start"), "“Start”的 key"),
    (moved(name=""), "没有 name"),
    (moved(sources=()), "不知道从哪里来"),
    (moved(sources=("gone",)), "的 sources 里“gone”"),
    (moved(target="gone"), "target“gone”不在 states 里"),
    (moved(target="closed"), "不能绕过"),
    (moved(target="answered"), "不能绕过"),
    (moved(target="joined"), "不能绕过"),
    (moved(by=()), "谁也不能走这一步"),
    (moved(by=(Role.AUDITOR,)), "职工和审计员不能办理"),
    (moved(by=(Role.WORKER, Party.ASKER)), "职工和审计员不能办理"),
    (moved(guard="no"), "guard 不是函数"),
    (moved(effect=1), "effect 不是函数"),
    (need(key="What"), "“What”的 key"),
    (need(label=""), "没有 label"),
    (need(kind=NeedKind.CHOICE), "要有 choices"),
    (need(choices={"a": "甲"}), "要有 choices"),
    (moved(needs=(Need("a", "甲"), Need("a", "乙"))), "“a”出现了2次"),
    ({"clocks": ()}, "从收到之日起算"),
    ({"clocks": (replace(LOOK, starts=("working",)),)}, "从收到之日起算"),
    ({"clocks": (LOOK, LOOK)}, "“look”出现了2次"),
    (clocked(key="Handle"), "“Handle”的 key"),
    (clocked(name=""), "没有 name"),
    (clocked(source=""), "要写明依据"),
    (clocked(periods={}), "不知道有多长"),
    (clocked(periods={"simple": working_days(1)}), "缺少“hard”一档"),
    (clocked(periods={"": working_days(1), "easy": working_days(1)}), "“easy”不在 grades"),
    (clocked(periods={"": working_days(-1)}), "不能是负数"),
    (clocked(periods={"": days(0)}, extension=None), "SAME_DAY"),
    (clocked(met_in=()), "永远办不到"),
    (clocked(met_in=("gone",)), "的 met_in 里“gone”"),
    (clocked(starts=("gone",)), "的 starts 里“gone”"),
    (clocked(paused_in=("closed",)), "的 paused_in 里“closed”"),
    (clocked(paused_in=("papers",), met_in=("papers",)), "又暂停又算办到"),
    (clocked(extension=Extension(working_days(5), 0, (Role.SUPERVISOR,))), "至少1次"),
    (clocked(extension=Extension(working_days(0), 1, (Role.SUPERVISOR,))), "应是正数"),
    (clocked(extension=Extension(months(1), 1, (Role.SUPERVISOR,))), "单位要和 periods 一样"),
    (clocked(extension=Extension(working_days(5), 1, ())), "谁也不能批准延长"),
    (clocked(extension=Extension(working_days(5), 1, (Role.WORKER,))), "职工和审计员"),
    (closed(results={}), "results 是空的"),
    (closed(reasons={}), "reasons 是空的"),
    (closed(results={"Paid": "付"}), "“Paid”要有小写字母"),
    (closed(answered_from=()), "永远不能答复职工"),
    (closed(answered_from=("gone",)), "的 answered_from 里“gone”"),
    (closed(reopens_to="closed"), "的 reopens_to 里“closed”"),
    (closed(papers_kept=0), "至少1个月"),
    (closed(tries=0), "至少要联系职工一次"),
    (closed(silence=days(-1)), "不能是负数"),
    (closed(contest=days(0)), "期限是0"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_wrong_declaration_says_what_is_wrong(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongDeclaration) as caught:
        replace(DESK, **changes)
    assert said in str(caught.value)
    assert f"流程“{changes.get('key', 'desk')}”" in str(caught.value)


def test_it_says_in_which_file_and_line() -> None:
    with pytest.raises(WrongDeclaration) as caught:
        Procedure(
            key="x", version=0, name="例", mark="例", start="a", states=(), moves=(),
            clocks=(), closing=CLOSING, handlers=(Role.OFFICER,),
        )  # fmt: skip
    where = str(caught.value).split("：")[0]
    assert "test_declaring.py:" in where
    assert where.split(":")[-1].isdigit()


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(WrongDeclaration) as caught:
        replace(DESK, version=0, name="", handlers=())
    assert str(caught.value).count("\n- ") == 3


def test_the_book_refuses_what_does_not_fit_together() -> None:
    with pytest.raises(WrongDeclaration, match="同一版"):
        book.bind((DESK, replace(DESK, name="另一个"), AID))
    with pytest.raises(WrongDeclaration, match="文号会重复"):
        book.bind((DESK, replace(AID, mark="示例")))
    with pytest.raises(WrongDeclaration, match="没有声明"):
        book.bind((DESK,))


def test_a_refused_book_leaves_the_old_one() -> None:
    before = book.bound()
    with pytest.raises(WrongDeclaration):
        book.bind((DESK,))
    assert book.bound() == before


def test_a_matter_finds_the_version_it_began_under() -> None:
    second = replace(DESK, version=2, name="示例服务二")
    book.bind((DESK, second, AID))
    assert book.current("desk") is second
    assert book.version_of("desk", 1) is DESK
    with pytest.raises(Unavailable):
        book.version_of("desk", 3)
    with pytest.raises(Missing):
        book.current("nothing")


def test_the_fingerprint_knows_every_change_and_no_run() -> None:
    assert replace(DESK).fingerprint() == DESK.fingerprint()
    assert replace(DESK, **clocked(source="别的依据")).fingerprint() != DESK.fingerprint()
    assert replace(DESK, **moved(by=(Role.SUPERVISOR,))).fingerprint() != DESK.fingerprint()
