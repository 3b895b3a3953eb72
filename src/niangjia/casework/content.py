"""Who asks and what was told: packed and sealed, opened for who may read it."""

import json
from dataclasses import asdict, dataclass

from niangjia.foundation.sealing.boxes import opened, sealed


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, as far as they said. `language` and `notes` say how to talk with them."""

    name: str = ""
    phone: str = ""
    notes: str = ""

    @property
    def has_contact(self) -> bool:
        """Whether somebody can call back."""
        return bool(self.phone.strip())


def seal_person(person: Person, code: str) -> bytes:
    """Return who asks, sealed for this matter."""
    return sealed(json.dumps(asdict(person), ensure_ascii=False), about=f"matter:{code}:person")


def open_person(box: bytes | memoryview, code: str) -> Person:
    """Return who asks. Whoever calls has checked who may read it, and has it recorded."""
    return Person(**json.loads(opened(bytes(box), about=f"matter:{code}:person")))


def seal_story(text: str, code: str) -> bytes:
    """Return what was told, sealed for this matter."""
    return sealed(text, about=f"matter:{code}:story")


def open_story(box: bytes | memoryview, code: str) -> str:
    """Return what was told."""
    return opened(bytes(box), about=f"matter:{code}:story")


def seal_words(text: str, code: str, number: int) -> bytes:
    """Return the words of an entry, sealed for it; nothing for nothing."""
    return sealed(text, about=f"matter:{code}:entry:{number}") if text else b""


def open_words(box: bytes | memoryview, code: str, number: int) -> str:
    """Return the words of an entry."""
    return opened(bytes(box), about=f"matter:{code}:entry:{number}") if box else ""
