"""The weights: learned alike from the same lessons, and fitting the respects compared."""

from pathlib import Path

import numpy as np
import pytest

from niangjia.rights.caselaw.alike.features import NAMES
from niangjia.rights.caselaw.alike.training import Lesson, fit
from niangjia.rights.caselaw.alike.weights import Weights, load, shipped, written

MONTHS, WORDS = NAMES.index("months"), NAMES.index("words")


def lessons(seed: int = 3) -> list[Lesson]:
    """Lessons in which months decide, words mislead, and nothing else tells anything."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(40):
        figures = rng.random((12, len(NAMES)))
        gains = figures[:, MONTHS] * 4
        figures[:, WORDS] = 1 - figures[:, MONTHS]
        made.append(Lesson(figures.tolist(), gains.tolist()))
    return made


def test_what_decides_weighs_most_and_nothing_weighs_against() -> None:
    pytest.importorskip("scipy")
    weights = fit(lessons()).values
    assert weights.index(max(weights)) == MONTHS
    assert min(weights) == 0
    assert weights[WORDS] == 0


def test_the_same_lessons_give_the_same_bytes() -> None:
    pytest.importorskip("scipy")
    one, other = (fit(lessons()) for _ in range(2))
    assert written({"words": one, "paper": one}) == written({"words": other, "paper": other})


def test_a_small_course_counts_as_much_as_a_large_one() -> None:
    pytest.importorskip("scipy")
    rng = np.random.default_rng(5)
    figures = rng.random((12, len(NAMES)))
    small = [Lesson(figures.tolist(), (figures[:, 3] * 4).tolist())] * 2
    mixed = fit(lessons(), small).values
    assert mixed[3] > 0.3 * mixed[MONTHS]


def test_nothing_can_be_learned_from_nothing() -> None:
    with pytest.raises(ValueError, match="没有可供学习的案例"):
        fit([Lesson([[0.0] * len(NAMES)], [1.0])])


def test_the_shipped_weights_are_as_they_were_written() -> None:
    learned = {"words": shipped("words"), "paper": shipped("paper")}
    for kind, weights in learned.items():
        assert len(weights.values) == len(NAMES), kind
        assert min(weights.values) >= 0


def test_weights_come_back_as_they_were(tmp_path: Path) -> None:
    made = Weights(tuple(number / 4 for number in range(len(NAMES))))
    file = tmp_path / "weights.toml"
    file.write_text(written({"words": made, "paper": made}), encoding="utf-8")
    assert load(file) == {"words": made, "paper": made}
    file.write_text("[words]\nwords = 1.0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="请重新训练"):
        load(file)
