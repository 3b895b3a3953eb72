"""Where things stand in the diagram: states in a column, ways beside it, each in a lane of its own.

Forward ways run on the right, ways back on the left; two ways share a lane only where they do not
overlap, so that no line covers another. A column fits a phone, which a drawing in layers does not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from niangjia.casework.declaring.own import ANSWERED, CLOSED
from niangjia.casework.declaring.parts import Party, State
from niangjia.casework.declaring.procedure import Procedure
from niangjia.kernel.viewer import Role

ROLE_WORDS = {
    Role.OFFICER: "办事员",
    Role.HOTLINE_AGENT: "热线坐席",
    Role.MEDIATOR: "调解员",
    Role.LAWYER: "律师",
    Role.EDITOR: "案例编辑",
    Role.SUPERVISOR: "督导员",
    Role.ADMINISTRATOR: "管理员",
    Party.ASKER: "职工",
    Party.PARTNER: "协作单位",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a state to another, with the number it bears in the diagram."""

    number: int
    name: str
    source: str
    target: str
    by: str
    needs: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A way with the lane it runs in: right of the column from 0 on, left of it from 0 on."""

    way: Way
    right: bool
    place: int


def ordered_states(one: Procedure) -> tuple[State, ...]:
    """Return the states in the order in which they are first come to, the engine's two last."""
    reached, waiting = [one.start], [one.start]
    while waiting:
        here = waiting.pop(0)
        for move in one.moves_from(here):
            if move.target not in reached:
                reached.append(move.target)
                waiting.append(move.target)
    rest = [state.key for state in one.states if state.key not in reached]
    return tuple(one.state(key) for key in (*reached, *rest, ANSWERED, CLOSED))


def ways(one: Procedure) -> tuple[Way, ...]:
    """Return the declared moves and the engine's own ways, numbered in the order of the states.

    Ending with a reason is possible from everywhere and therefore told in words, not drawn.
    """
    handlers = words_of(one.handlers)
    found = [
        (source, move.target, move.name, words_of(move.by), "、".join(n.label for n in move.needs))
        for move in one.moves
        for source in move.sources
    ]
    found += [(key, ANSWERED, "答复职工", handlers, "结果") for key in one.closing.answered_from]
    found += [
        (ANSWERED, CLOSED, "确认", "职工，或由别的同事回访", ""),
        (ANSWERED, one.closing.reopens_to, "不认可", "职工", "理由"),
        (CLOSED, one.closing.reopens_to, "办结后不认可", "职工", "理由"),
    ]
    order = [state.key for state in ordered_states(one)]
    found.sort(key=lambda way: (order.index(way[0]), order.index(way[1])))
    return tuple(
        Way(number, name, source, target, by, needs)
        for number, (source, target, name, by, needs) in enumerate(found, 1)
    )


def lanes(order: Sequence[str], drawn: Iterable[Way]) -> tuple[Lane, ...]:
    """Give every way its lane, short ways nearest to the column."""
    taken: dict[bool, list[list[tuple[int, int]]]] = {True: [], False: []}
    found = []
    for way in sorted(drawn, key=lambda one: (_length(order, one), one.number)):
        low, high = sorted((order.index(way.source), order.index(way.target)))
        right = order.index(way.target) > order.index(way.source)
        place = _free(taken[right], low, high)
        found.append(Lane(way, right, place))
    return tuple(sorted(found, key=lambda lane: lane.way.number))


def words_of(by: Iterable[Role | Party]) -> str:
    """Return who may, in words."""
    return "、".join(ROLE_WORDS.get(one, str(one)) for one in by)


def clock_words(one: Procedure, state: str) -> tuple[str, ...]:
    """Return what the clocks do in a state, in words."""
    told = []
    for clock in one.clocks:
        if state == one.start and not clock.starts:
            told.append(f"开始计时：{clock.name}")
        if state in clock.starts:
            told.append(f"开始计时：{clock.name}")
        if state in clock.paused_in:
            told.append(f"暂停计时：{clock.name}")
        if state in clock.met_in:
            told.append(f"算办到：{clock.name}")
    return tuple(told)


def _length(order: Sequence[str], way: Way) -> int:
    return abs(order.index(way.target) - order.index(way.source))


def _free(lanes_taken: list[list[tuple[int, int]]], low: int, high: int) -> int:
    for place, spans in enumerate(lanes_taken):
        if all(high < other_low or low > other_high for other_low, other_high in spans):
            spans.append((low, high))
            return place
    lanes_taken.append([(low, high)])
    return len(lanes_taken) - 1
