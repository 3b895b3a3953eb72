"""What a story is about, asked of whoever understands questions: bound in `site/wiring.py`.

Rooms do not ask one another, so that room's reading is handed in as a function of the text.
"""

from collections.abc import Callable

Understands = Callable[[str], tuple[str, ...]]
"""Takes a story and returns the issues it is about, the likeliest first; none for none."""

LONGEST_READ = 2_000


def _nothing(_text: str) -> tuple[str, ...]:
    return ()


_bound: list[Understands] = [_nothing]


def bind(understands: Understands) -> None:
    """Let this function say what a story is about."""
    _bound[0] = understands


def issues_in(text: str) -> tuple[str, ...]:
    """Return the issues a story is about; none where nothing was told, or nobody can say."""
    told = text.strip()[:LONGEST_READ]
    return _bound[0](told) if told else ()
