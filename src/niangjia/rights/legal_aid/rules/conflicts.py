"""What stands between a lawyer and a matter, from what is known of both."""

from collections.abc import Iterable
from dataclasses import dataclass

from niangjia.kernel.issues import Term


class Tie(Term):
    """How a lawyer is bound to somebody; what a lawyer declares of himself, and past matters."""

    ACTS_FOR = "acts_for", "现在或过去代理、顾问"
    FIRM_ACTS_FOR = "firm_acts_for", "同所律师代理、顾问"
    KIN = "kin", "近亲属"
    HOLDS = "holds", "持股、任职"
    OTHER = "other", "其他利害关系"
    AIDED = "aided", "曾经援助过他"
    ACTED_AGAINST = "acted_against", "曾经代理过和他的争议"


HARMLESS = frozenset({Tie.ACTED_AGAINST})
"""What is shown, but stands in nobody's way."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A tie to a party of the matter; `sure` says that the name is the same, not only near."""

    tie: Tie
    sure: bool

    @property
    def blocks(self) -> bool:
        """Whether this lawyer must not be appointed without a supervisor's word."""
        return self.tie not in HARMLESS

    def in_words(self) -> str:
        """Return what to tell whoever appoints: the party is not named, its paper is at hand."""
        same = "和对方当事人同名（或同一信用代码）" if self.sure else "和对方当事人名称相近，请核实"
        return f"{self.tie.label}：{same}"


def strongest(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return each tie once, sure ones first and in place of near ones."""
    kept: dict[Tie, Hit] = {}
    for hit in hits:
        if hit.tie not in kept or hit.sure:
            kept[hit.tie] = hit
    return tuple(sorted(kept.values(), key=lambda hit: (not hit.blocks, not hit.sure, hit.tie)))


def is_blocked(hits: Iterable[Hit]) -> bool:
    """Whether any of these stands in the way."""
    return any(hit.blocks for hit in hits)
