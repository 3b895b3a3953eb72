"""What an answer is made of: sentences, each with the sources that bear it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """What a sentence rests on: an article of a day, a case, or what the asker wrote.

    `key` names it within one answer; `address` is its page here, "" for the asker's own words;
    `text` is what it says, word for word.
    """

    key: str
    name: str
    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an answer, and the keys of the sources that bear it; never without one."""

    text: str
    sources: tuple[str, ...]
