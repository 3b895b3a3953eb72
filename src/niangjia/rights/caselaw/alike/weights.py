"""How much each respect counts: learned (`training`), and shipped as a small table.

Somebody's words tell less than a paper does, and of other things: each has weights of its own.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from niangjia.rights.caselaw.alike.features import NAMES

FILE = Path(__file__).with_name("weights.toml")

Kind = Literal["words", "paper"]
"""What is compared with the cases: what somebody tells, or another case."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each respect, in the order of `features.NAMES`."""

    values: tuple[float, ...]

    def score(self, figures: Sequence[float]) -> float:
        """Return how like a situation a case of these figures is; only the order means anything."""
        return sum(
            weight * figure for weight, figure in zip(self.values, figures, strict=True) if figure
        )


@cache
def shipped(kind: Kind) -> Weights:
    """Return the weights that are part of the package."""
    return load(FILE)[kind]


def load(file: Path) -> Mapping[Kind, Weights]:
    """Return the weights of a file. Raises ValueError where it does not fit the respects."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    kinds: tuple[Kind, ...] = ("words", "paper")
    if set(tables) != set(kinds) or any(set(table) != set(NAMES) for table in tables.values()):
        raise ValueError("权重与比较的项目不符，请重新训练。")
    return {kind: Weights(tuple(float(tables[kind][name]) for name in NAMES)) for kind in kinds}


def written(weights: Mapping[Kind, Weights]) -> str:
    """Return weights as the text of a file, the same for the same weights."""
    return "\n".join(
        f"[{kind}]\n"
        + "".join(f"{name} = {value:.2f}\n" for name, value in zip(NAMES, one.values, strict=True))
        for kind, one in weights.items()
    )
