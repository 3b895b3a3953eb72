"""What can be wrong with a declaration, each told in a sentence that says what and where."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from niangjia.casework.declaring.own import ANSWERED, CLOSED, OWN
from niangjia.casework.declaring.parts import Clock, Move, NeedKind, Party
from niangjia.casework.rules.periods import Period, Unit
from niangjia.kernel.viewer import STAFF, Role

if TYPE_CHECKING:
    from niangjia.casework.declaring.procedure import Procedure

_KEY = re.compile(r"[a-z][a-z0-9_]{0,29}")
_MARK = re.compile(r"[\u4e00-\u9fff]{1,6}")
_NEVER = frozenset({Role.WORKER, Role.AUDITOR})


def faults_of(one: "Procedure") -> list[str]:
    """Return every fault, in the order of the declaration; empty where there is none."""
    found = [*_about_itself(one), *_about_states(one), *_about_moves(one)]
    found += [*_about_clocks(one), *_about_closing(one)]
    return found or list(_about_ways(one))


def _about_itself(one: "Procedure") -> Iterator[str]:
    yield from _said(
        (
            not _KEY.fullmatch(one.key),
            f"key“{one.key}”应以小写字母开头，只含小写字母、数字和下划线，不超过30个字符。",
        ),
        (one.version < 1, f"version 是{one.version}，应从1开始。"),
        (not one.name.strip(), "name 没有写：流程要有给人看的名称。"),
        (not _MARK.fullmatch(one.mark), f"mark“{one.mark}”应是1到6个汉字，用在文号开头。"),
        (not one.handlers, "handlers 是空的：没有人能办理。"),
        (not one.supervisors, "supervisors 是空的：退回三次以后没有人接手。"),
        (one.group_from < 2, f"group_from 是{one.group_from}：至少两人才算集体事项。"),
    )
    yield from _about_roles("handlers", one.handlers)
    yield from _about_roles("supervisors", one.supervisors)
    yield from _about_roles("engages", one.engages)
    for role in set(one.engages) & set(one.handlers):
        yield f"{role} 又在 engages 里又在 handlers 里：只能选一个。"
    for grade in one.grades:
        if not _KEY.fullmatch(grade):
            yield f"grades 里的“{grade}”应是小写字母、数字和下划线。"


def _about_roles(where: str, roles: Iterable[Role]) -> Iterator[str]:
    for role in roles:
        if role in _NEVER or role not in STAFF:
            yield f"{where} 里有{role}：职工和审计员不能办理事项。"


def _about_states(one: "Procedure") -> Iterator[str]:
    yield from _repeated("states", (state.key for state in one.states))
    for state in one.states:
        if state.key in OWN:
            yield f"状态“{state.key}”是引擎自己的，不能声明；请换一个名字。"
        elif not _KEY.fullmatch(state.key):
            yield f"状态“{state.key}”的 key 应是小写字母、数字和下划线。"
        if not state.name.strip():
            yield f"状态“{state.key}”没有 name。"
        if not state.told.strip():
            yield f"状态“{state.key}”没有 told：职工不知道办到哪一步了。"
    if one.start not in _own_keys(one):
        yield f"start“{one.start}”不在 states 里。"


def _about_moves(one: "Procedure") -> Iterator[str]:
    yield from _repeated("moves", (move.key for move in one.moves))
    known = _own_keys(one)
    for move in one.moves:
        yield from _about_move(move, known)


def _about_move(move: Move, known: frozenset[str]) -> Iterator[str]:
    where = f"步骤“{move.key}”"
    own = move.target in OWN
    yield from _said(
        (not _KEY.fullmatch(move.key), f"{where}的 key 应是小写字母、数字和下划线。"),
        (not move.name.strip(), f"{where}没有 name。"),
        (not move.sources, f"{where}没有 sources：不知道从哪里来。"),
        (
            own,
            f"{where}直接到“{move.target}”：办结、答复、合并只能用引擎的动作，不能绕过。",
        ),
        (
            not own and move.target not in known,
            f"{where}的 target“{move.target}”不在 states 里。",
        ),
        (not move.by, f"{where}没有 by：谁也不能走这一步。"),
        (not _is_function(move.guard), f"{where}的 guard 不是函数。"),
        (not _is_function(move.effect), f"{where}的 effect 不是函数。"),
    )
    yield from _unknown(f"{where}的 sources", move.sources, known)
    roles = [who for who in move.by if not isinstance(who, Party)]
    yield from _about_roles(f"{where}的 by", roles)
    yield from _about_needs(move, where)


def _about_needs(move: Move, where: str) -> Iterator[str]:
    yield from _repeated(f"{where}的 needs", (need.key for need in move.needs))
    for need in move.needs:
        if not _KEY.fullmatch(need.key):
            yield f"{where}要填的“{need.key}”的 key 应是小写字母、数字和下划线。"
        if not need.label.strip():
            yield f"{where}要填的“{need.key}”没有 label。"
        if (need.kind is NeedKind.CHOICE) is not bool(need.choices):
            yield f"{where}要填的“{need.key}”：选择项要有 choices，别的不要有。"


def _about_clocks(one: "Procedure") -> Iterator[str]:
    yield from _repeated("clocks", (clock.key for clock in one.clocks))
    if all(clock.starts for clock in one.clocks):
        yield "没有一个时限从收到之日起算（starts 为空）：职工一提出就要开始计时。"
    known = _own_keys(one)
    for clock in one.clocks:
        yield from _about_clock(clock, one, known)


def _about_clock(clock: Clock, one: "Procedure", known: frozenset[str]) -> Iterator[str]:
    where = f"时限“{clock.key}”"
    yield from _said(
        (not _KEY.fullmatch(clock.key), f"{where}的 key 应是小写字母、数字和下划线。"),
        (not clock.name.strip(), f"{where}没有 name。"),
        (not clock.source.strip(), f"{where}没有 source：要写明依据哪一条。"),
        (not clock.met_in, f"{where}没有 met_in：永远办不到。"),
    )
    yield from _about_grades(clock, one, where)
    for period in clock.periods.values():
        yield from _about_period(period, where)
    yield from _unknown(f"{where}的 met_in", clock.met_in, known | {ANSWERED, CLOSED})
    yield from _unknown(f"{where}的 starts", clock.starts, known)
    yield from _unknown(f"{where}的 paused_in", clock.paused_in, known)
    for state in set(clock.paused_in) & set(clock.met_in):
        yield f"{where}在“{state}”里又暂停又算办到，只能选一个。"
    yield from _about_extension(clock, where)


def _about_grades(clock: Clock, one: "Procedure", where: str) -> Iterator[str]:
    if not clock.periods:
        yield f"{where}没有 periods：不知道有多长。"
        return
    for grade in clock.periods:
        if grade and grade not in one.grades:
            yield f"{where}的 periods 里“{grade}”不在 grades 里。"
    missing = [grade for grade in one.grades or ("",) if grade not in clock.periods]
    if "" not in clock.periods:
        for grade in missing or ([] if one.grades else [""]):
            yield f"{where}的 periods 缺少“{grade}”一档。"


def _about_period(period: Period, where: str) -> Iterator[str]:
    if period.count < 0:
        yield f"{where}的期限是{period.count}，不能是负数。"
    if period.count == 0 and period.unit is not Unit.WORKING_DAYS:
        yield f"{where}的期限是0；当天办结请写 SAME_DAY。"


def _about_extension(clock: Clock, where: str) -> Iterator[str]:
    extension = clock.extension
    if extension is None:
        return
    if extension.times < 1:
        yield f"{where}的 extension 次数是{extension.times}，至少1次，不能延长就不要写。"
    if extension.longest.count < 1:
        yield f"{where}的 extension 每次最多{extension.longest.count}，应是正数。"
    if any(period.unit is not extension.longest.unit for period in clock.periods.values()):
        yield f"{where}的 extension 的单位要和 periods 一样，否则加不起来。"
    if not extension.by:
        yield f"{where}的 extension 没有 by：谁也不能批准延长。"
    yield from _about_roles(f"{where}的 extension", extension.by)


def _about_closing(one: "Procedure") -> Iterator[str]:
    closing, known = one.closing, _own_keys(one)
    for name, codes in (("results", closing.results), ("reasons", closing.reasons)):
        if not codes:
            yield f"closing 的 {name} 是空的：两种办结方式都要能用。"
        for code, words in codes.items():
            if not _KEY.fullmatch(code) or not words.strip():
                yield f"closing 的 {name} 里“{code}”要有小写字母的代码和中文说明。"
    yield from _said(
        (not closing.answered_from, "closing 的 answered_from 是空的：永远不能答复职工。"),
        (closing.papers_kept < 1, f"closing 的 papers_kept 是{closing.papers_kept}：至少1个月。"),
        (closing.tries < 1, f"closing 的 tries 是{closing.tries}：至少要联系职工一次。"),
    )
    yield from _unknown("closing 的 answered_from", closing.answered_from, known)
    yield from _unknown("closing 的 reopens_to", [closing.reopens_to], known)
    yield from _about_period(closing.silence, "closing 的 silence")
    if closing.contest is not None:
        yield from _about_period(closing.contest, "closing 的 contest")


def _about_ways(one: "Procedure") -> Iterator[str]:
    """Say which states nothing leads to, and from which none leads to an answer."""
    begun = _led_to(one, {one.start, one.closing.reopens_to})
    for state in one.states:
        if state.key not in begun:
            yield f"状态“{state.key}”走不到：没有步骤从 start 通向它。"
    for state in one.states:
        if not _led_to(one, {state.key}) & set(one.closing.answered_from):
            yield f"状态“{state.key}”是死路：从它走不到任何可以答复的状态。"


def _led_to(one: "Procedure", states: set[str]) -> set[str]:
    reached, waiting = set(states), list(states)
    while waiting:
        here = waiting.pop()
        further = {move.target for move in one.moves if here in move.sources} - reached
        reached |= further
        waiting += further
    return reached


def _own_keys(one: "Procedure") -> frozenset[str]:
    return frozenset(state.key for state in one.states)


def _repeated(where: str, keys: Iterable[str]) -> Iterator[str]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield f"{where} 里“{key}”出现了{count}次。"


def _said(*told: tuple[bool, str]) -> Iterator[str]:
    """Yield the sentence of every pair whose first part holds."""
    return (sentence for wrong, sentence in told if wrong)


def _unknown(where: str, states: Iterable[str], known: frozenset[str]) -> Iterator[str]:
    return (f"{where} 里“{one}”不是本流程声明的状态。" for one in states if one not in known)


def _is_function(part: object) -> bool:
    return part is None or callable(part)
