"""What is told of parties and means: packed and sealed; fingerprints by which parties are known."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from niangjia.foundation.sealing.boxes import fingerprint, opened, sealed
from niangjia.rights.legal_aid.rules import names
from niangjia.rights.legal_aid.rules.means import Means

_BETWEEN = re.compile(r"[、，,；;\n]+")
_PURPOSE = "legal_aid.party"


@dataclass(frozen=True, slots=True)
class Facts:
    """What an applicant told: who stands opposite, what the household has; and what was said back.

    `opposite` are names as typed; `told` is what the office last wrote to the applicant.
    """

    opposite: tuple[str, ...] = ()
    income: str = ""
    persons: int = 1
    told: str = ""

    @property
    def means(self) -> Means:
        """What the household has."""
        return Means(Decimal(self.income) if self.income else None, self.persons)


def seal_facts(facts: Facts, code: str) -> bytes:
    """Return the facts, sealed for this matter."""
    return sealed(json.dumps(asdict(facts), ensure_ascii=False), about=f"matter:{code}:aid")


def open_facts(box: bytes | memoryview, code: str) -> Facts:
    """Return the facts. Whoever calls has checked who may read them."""
    kept = json.loads(opened(bytes(box), about=f"matter:{code}:aid"))
    return Facts(**kept | {"opposite": tuple(kept["opposite"])})


def seal_report(words: str, code: str) -> bytes:
    """Return what a lawyer reported on a matter, sealed."""
    return sealed(words, about=f"matter:{code}:aid:report")


def open_report(box: bytes | memoryview, code: str) -> str:
    """Return what a lawyer reported."""
    return opened(bytes(box), about=f"matter:{code}:aid:report")


def seal_name(name: str, lawyer: str) -> bytes:
    """Return a name that a lawyer declared an interest in, sealed."""
    return sealed(name, about=f"lawyer:{lawyer}:interest")


def open_name(box: bytes | memoryview, lawyer: str) -> str:
    """Return the name that an interest is about."""
    return opened(bytes(box), about=f"lawyer:{lawyer}:interest")


def names_in(typed: str) -> tuple[str, ...]:
    """Return the names in what was typed into one field, each once."""
    found = (part.strip() for part in _BETWEEN.split(typed))
    return tuple(dict.fromkeys(part for part in found if part))


def marks_of(parties: Iterable[str]) -> dict[str, bool]:
    """Return fingerprints of names and credit codes: True for the whole, False for what is near."""
    found: dict[str, bool] = {}
    for name in parties:
        if not names.exact(name):
            continue
        for part in names.near(name):
            found.setdefault(fingerprint(f"near\0{part}", purpose=_PURPOSE), False)
        found[fingerprint(f"exact\0{names.exact(name)}", purpose=_PURPOSE)] = True
    return found
