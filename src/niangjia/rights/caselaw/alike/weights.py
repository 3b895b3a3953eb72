"""How much each respect counts: learned (`training`), and shipped as a small table."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from niangjia.rights.caselaw.alike.features import NAMES

FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each respect, in the order of `features.NAMES`."""

    values: tuple[float, ...]

    def score(self, figures: Sequence[float]) -> float:
        """Return how like a situation a case of these figures is; only the order means anything."""
        return sum(
            weight * figure for weight, figure in zip(self.values, figures, strict=True) if figure
        )

    def written(self) -> str:
        """Return the table as text, the same for the same weights."""
        return "".join(
            f"{name} = {value:.3f}\n" for name, value in zip(NAMES, self.values, strict=True)
        )


@cache
def shipped() -> Weights:
    """Return the weights that are part of the package."""
    return load(FILE)


def load(file: Path) -> Weights:
    """Return the weights of a file. Raises ValueError where it does not fit the respects."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    if table.keys() != set(NAMES):
        raise ValueError("权重与比较的项目不符，请重新训练。")
    return Weights(tuple(float(table[name]) for name in NAMES))
