"""Masking until nothing is left to mask, with places in the original throughout."""

from collections.abc import Callable

from niangjia.rights.caselaw.rules.masking.spans import Replacement, rebuilt

_MOST = 4
Find = Callable[[str], tuple[Replacement, ...]]


def repeated(text: str, find: Find) -> tuple[Replacement, ...]:
    """Return what `find` finds, again in the text so masked, until it finds nothing new.

    Masking one name changes what its neighbours look like; only a text in which nothing more is
    found may be called masked. Later finds that touch an earlier one are joined with it.
    """
    whole: tuple[Replacement, ...] = ()
    now = text
    for _ in range(_MOST):
        more = tuple(r for r in find(now) if now[r.start : r.end] != r.with_)
        if not more:
            break
        whole = _joined(text, whole, more)
        now = rebuilt(text, whole)
    return whole


def _joined(
    text: str, whole: tuple[Replacement, ...], more: tuple[Replacement, ...]
) -> tuple[Replacement, ...]:
    """Bring spans of the masked text back to the original and among those already there."""
    out: list[Replacement] = []
    pieces = _pieces(text, whole)
    masked = "".join(piece[2] for piece in pieces)
    done: set[int] = set()
    for span in more:
        touched = _touched(pieces, span)
        first, last = pieces[touched[0]], pieces[touched[-1]]
        start = first[0] + (span.start - first[3] if first[4] is None else 0)
        end = last[0] + span.end - last[3] if last[4] is None else last[1]
        before = "" if first[4] is None else masked[first[3] : span.start]
        after = "" if last[4] is None else masked[span.end : last[3] + len(last[2])]
        out.append(Replacement(start, end, span.kind, f"{before}{span.with_}{after}"))
        done.update(touched)
    covered = [(r.start, r.end) for r in out]
    kept = [r for r in whole if not any(s < r.end and r.start < e for s, e in covered)]
    return tuple(sorted((*out, *kept), key=lambda r: r.start))


Piece = tuple[int, int, str, int, Replacement | None]


def _pieces(text: str, whole: tuple[Replacement, ...]) -> list[Piece]:
    """The masked text as pieces: start and end in the original, words, start in the masked."""
    out: list[Piece] = []
    at = new = 0
    for span in (*whole, None):
        upto = len(text) if span is None else span.start
        if upto > at:
            out.append((at, upto, text[at:upto], new, None))
            new += upto - at
        if span is not None:
            out.append((span.start, span.end, span.with_, new, span))
            new += len(span.with_)
            at = span.end
    return out


def _touched(pieces: list[Piece], span: Replacement) -> list[int]:
    return [
        number
        for number, piece in enumerate(pieces)
        if piece[3] < span.end and span.start < piece[3] + len(piece[2])
    ]
