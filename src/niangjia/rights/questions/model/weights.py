"""The learned model as it is kept: a file of numbers, read once per process."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.model.features import FINE, SIZE, Features, width
from niangjia.rights.questions.model.learning import Head
from niangjia.rights.questions.rules.cues import cues
from niangjia.rights.questions.rules.fields import Field

ISSUES = tuple(Issue)
FIELDS = tuple(Field)
SHIPPED = Path(__file__).with_name("questions.npz")
HEADS: Mapping[str, int] = {"labour": 1, "issue": len(ISSUES), "field": len(FIELDS)}
"""The heads of the model, and how many classes each has."""


class ModelError(ValueError):
    """A file of weights is missing, broken, or was learned with other cues or classes."""


@dataclass(frozen=True)
class QuestionModel:
    """Tells labour matters from others, the issue of one and the field of the other."""

    heads: Mapping[str, Head]

    def labour_confidence(self, question: Features) -> float:
        """Return how likely a question is a labour matter."""
        return self._sure("labour", question)[0]

    def issue_confidences(self, question: Features) -> Sequence[float]:
        """Return how likely a labour matter is about each issue, in the order of `ISSUES`."""
        return self._sure("issue", question)

    def field_confidences(self, question: Features) -> Sequence[float]:
        """Return how likely each field is, in the order of `FIELDS`."""
        return self._sure("field", question)

    def _sure(self, head: str, question: Features) -> list[float]:
        return [float(sure) for sure in self.heads[head].confidences([question])[0]]


@cache
def model() -> QuestionModel:
    """Return the model of this house. Raises `ModelError`."""
    return load(SHIPPED)


def packed(learned: QuestionModel) -> bytes:
    """Return the file of a model; the same model gives the same bytes."""
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = {
        "made_for": np.frombuffer(bytes.fromhex(_made_for()), dtype=np.uint8)
    }
    for name, head in learned.heads.items():
        arrays[f"{name}_rarity"] = head.rarity.astype(np.float16)
        arrays[f"{name}_weights"] = head.weights.astype(np.float16)
        arrays[f"{name}_sure"] = np.append(head.sure, head.cue_weight).astype(np.float32)
    file = io.BytesIO()
    np.savez_compressed(file, allow_pickle=False, **arrays)
    return file.getvalue()


def load(path: Path) -> QuestionModel:
    """Read a model. Raises `ModelError`."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            if kept["made_for"].tobytes().hex() != _made_for():
                raise ModelError(f"{path.name}: learned with other cues or classes; train again")
            return QuestionModel({name: _head(kept, name) for name in HEADS})
    except (OSError, EOFError, KeyError, ValueError, BadZipFile) as error:
        if isinstance(error, ModelError):
            raise
        raise ModelError(f"{path.name}: {error}") from error


def _head(kept: Mapping[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]], name: str) -> Head:
    weights, sure = kept[f"{name}_weights"], kept[f"{name}_sure"].astype(np.float64)
    rarity = kept[f"{name}_rarity"].astype(np.float32)
    size = FINE if name == "labour" else SIZE
    if weights.shape != (width(size) + 1, HEADS[name]) or rarity.shape != (size,):
        raise ModelError(f"{name}: of another size")
    return Head(rarity, float(sure[-1]), weights.astype(np.float32), sure[:-1])


def _made_for() -> str:
    """Return what weights only make sense with: the cues and the classes, in their order."""
    said = [f"{cue.name}={cue.pattern.pattern}" for cue in cues()]
    return hashlib.sha256("\n".join([*said, *ISSUES, *FIELDS]).encode()).hexdigest()
