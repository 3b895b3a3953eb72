"""A procedure as SVG: no program or font of its own, the site's colours in its pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from niangjia.casework.declaring.own import OWN
from niangjia.casework.declaring.parts import State, Waits
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.drawing.layout import Lane, Way, clock_words, lanes, ordered_states, ways

BOX, GAP, PORT, LANE, LINE, MARGIN = 190, 30, 22, 23, 18, 14
HEAD = 34
"""Sizes in pixels: a box's width, the gap below it, between ports, lanes and lines."""

INK, SOFT = "var(--ink,#1b2230)", "var(--ink-soft,#474e5d)"
FILL, PAPER = "var(--surface,#fffdf8)", "var(--paper,#faf6ee)"
OWN_FILL, ASKER_FILL = "var(--good-wash,#e3f1e8)", "var(--part-wash,#faeed3)"
FORWARD, BACK = "var(--calm,#1c4d7a)", "var(--cinnabar,#a92818)"


@dataclass(frozen=True, slots=True)
class Box:
    """A state's box: its top, height, and the heights at which each way leaves or comes in."""

    state: State
    top: int
    height: int
    words: tuple[str, ...]
    ports: dict[tuple[int, bool], int]


def as_svg(one: Procedure) -> str:
    """Return a procedure as an SVG document. It is also a picture to whoever hears it read."""
    order = ordered_states(one)
    drawn = lanes([state.key for state in order], ways(one))
    boxes = _boxes(one, order, drawn)
    left = MARGIN + LANE * (1 + max((lane.place for lane in drawn if not lane.right), default=-1))
    right = LANE * (1 + max((lane.place for lane in drawn if lane.right), default=-1)) + MARGIN
    width, height = left + BOX + right + LANE, boxes[-1].top + boxes[-1].height + MARGIN
    title = escape(f"{one.name}的办理步骤")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'role="img" aria-label="{title}" font-family="sans-serif" '
        f'font-size="14"><title>{title}</title>',
        *(part for lane in drawn for part in _way(lane, boxes, left)),
        *(part for box in boxes for part in _box(box, left)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _boxes(one: Procedure, order: Sequence[State], drawn: Sequence[Lane]) -> list[Box]:
    boxes, top = [], MARGIN
    for state in order:
        words = clock_words(one, state.key)
        ends = {right: _ends(state.key, drawn, right=right) for right in (True, False)}
        most = max(len(side) for side in ends.values())
        height = max(HEAD + LINE * len(words) + 8, PORT * most + 12)
        ports = {
            (number, leaves): top + _spread(place, len(side), height)
            for side in ends.values()
            for place, (number, leaves) in enumerate(side)
        }
        boxes.append(Box(state, top, height, words, ports))
        top += height + GAP
    return boxes


def _ends(state: str, drawn: Sequence[Lane], *, right: bool) -> list[tuple[int, bool]]:
    """Return the ends of ways on one side of a state from top to bottom, so that none cross.

    Lines that go up from here stand above those that go down; of those that go up the outermost
    is lowest, of those that go down highest. A way back to the same state stands below all.
    """
    found = []
    for lane in drawn:
        loop = lane.way.source == lane.way.target
        for here, leaves in ((lane.way.source, True), (lane.way.target, False)):
            if lane.right is right and here == state:
                up = leaves is not right
                order = (2, int(leaves)) if loop else (0, lane.place) if up else (1, -lane.place)
                found.append((*order, lane.way.number, leaves))
    return [(number, leaves) for _side, _place, number, leaves in sorted(found)]


def _spread(place: int, count: int, height: int) -> int:
    return round(height * (place + 1) / (count + 1))


def _way(lane: Lane, boxes: Sequence[Box], left: int) -> Iterator[str]:
    way: Way = lane.way
    start = next(box.ports[way.number, True] for box in boxes if box.state.key == way.source)
    end = next(box.ports[way.number, False] for box in boxes if box.state.key == way.target)
    edge, turn = (left + BOX, 1) if lane.right else (left, -1)
    out = edge + turn * LANE * (lane.place + 1)
    colour = FORWARD if lane.right else BACK
    tip = edge + turn * 7
    yield (
        f'<path d="M{edge} {start}H{out}V{end}H{tip}" fill="none" stroke="{colour}" '
        f'stroke-width="1.6" stroke-linejoin="round"/>'
    )
    yield f'<path d="M{edge} {end}l{turn * 9} -5v10z" fill="{colour}"/>'
    middle = (start + end) // 2
    yield f'<circle cx="{out}" cy="{middle}" r="10" fill="{PAPER}" stroke="{colour}"/>'
    yield (
        f'<text x="{out}" y="{middle + 4}" text-anchor="middle" font-size="11" '
        f'fill="{INK}">{way.number}</text>'
    )


def _box(box: Box, left: int) -> Iterator[str]:
    fill = FILL
    if box.state.key in OWN:
        fill = OWN_FILL
    elif box.state.waits_for is Waits.ASKER:
        fill = ASKER_FILL
    yield (
        f'<rect x="{left}" y="{box.top}" width="{BOX}" height="{box.height}" rx="9" '
        f'fill="{fill}" stroke="{SOFT}"/>'
    )
    first = box.top + (box.height - LINE * len(box.words)) // 2 + 5
    centre = left + BOX // 2
    yield (
        f'<text x="{centre}" y="{first}" text-anchor="middle" font-weight="600" '
        f'fill="{INK}">{escape(box.state.name)}</text>'
    )
    for number, words in enumerate(box.words, 1):
        yield (
            f'<text x="{centre}" y="{first + LINE * number}" text-anchor="middle" '
            f'font-size="12" fill="{SOFT}">{escape(words)}</text>'
        )
