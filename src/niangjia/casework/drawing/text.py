"""A procedure in lines of text: for the command line, and for whoever cannot see the diagram."""

from collections.abc import Iterator

from niangjia.casework.declaring.own import ANSWERED, CLOSED
from niangjia.casework.declaring.parts import Clock, Waits
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.drawing.layout import clock_words, ordered_states, ways, words_of

WAITS = {
    Waits.OFFICE: "等工会", Waits.ASKER: "等职工", Waits.PARTNER: "等协作单位", Waits.NOBODY: "",
}  # fmt: skip


def as_text(one: Procedure) -> str:
    """Return a procedure as text."""
    return "\n".join(_lines(one)) + "\n"


def clock_line(one: Procedure, clock: Clock) -> str:
    """Return a clock in one sentence."""
    kinds = [
        f"{one.grades[grade]}{period}" if grade else str(period)
        for grade, period in clock.periods.items()
    ]
    starts = "、".join(one.state(key).name for key in clock.starts)
    met = "、".join(one.state(key).name for key in clock.met_in)
    said = f"{clock.name}：{'，'.join(kinds)}；"
    said += f"到“{starts}”时起算" if starts else "从收到之日起算"
    said += f"，到“{met}”算办到"
    if clock.paused_in:
        said += f"；在“{'、'.join(one.state(key).name for key in clock.paused_in)}”时暂停"
    if clock.pauses:
        said += f"；可以因为{'、'.join(clock.pauses.values())}暂停"
    if clock.extension:
        by = words_of(clock.extension.by)
        said += f"；{by}可以延长{clock.extension.times}次，每次最多{clock.extension.longest}"
    checked = "" if clock.verified else "（未核实）"
    return f"{said}。依据：{clock.source}{checked}"


def ending_lines(one: Procedure) -> tuple[str, ...]:
    """Return how a matter ends, in sentences."""
    closing = one.closing
    contest = f"办结后{closing.contest}内" if closing.contest else "办结后随时"
    eyes = "（回访的人和办结的人不能是同一个人）" if closing.other_eyes else ""
    return (
        f"有结果：{'、'.join(closing.results.values())}；涉及钱的要填追回多少元，由职工确认。",
        f"没有结果：{'、'.join(closing.reasons.values())}；要写明原因，"
        f"并有回访记录{eyes}，联系不上要在不同的{closing.tries}天各试一次。",
        f"{contest}，职工可以不认可，回到“{one.state(closing.reopens_to).name}”重新办理。",
    )


def _lines(one: Procedure) -> Iterator[str]:
    yield f"{one.name}（{one.key}，第{one.version}版）"
    yield f"办理：{words_of(one.handlers)}    督导：{words_of(one.supervisors)}"
    drawn = ways(one)
    for state in ordered_states(one):
        yield ""
        waits = f"  {WAITS[state.waits_for]}" if WAITS[state.waits_for] else ""
        yield f"[{state.name}]{waits}"
        for words in clock_words(one, state.key):
            yield f"    {words}"
        for way in drawn:
            if way.source == state.key:
                needs = f"，填：{way.needs}" if way.needs else ""
                to = one.state(way.target).name
                yield f"    {way.number}. {way.name} → {to}（{way.by}{needs}）"
        if state.key not in {ANSWERED, CLOSED}:
            yield "    说明原因、回访后办结 → 已办结"
    yield ""
    yield "时限"
    yield from (f"  {clock_line(one, clock)}" for clock in one.clocks)
    yield "办结"
    yield from (f"  {line}" for line in ending_lines(one))
