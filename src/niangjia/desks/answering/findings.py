"""What an answer holds: values put together from several rooms, each sentence with its sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from niangjia.desks.answering.card import Sentence, Source
from niangjia.rights.caselaw.findings import CaseHit
from niangjia.rights.statutes.findings import RankedArticle


@dataclass(frozen=True, slots=True)
class AboutIssue:
    """An issue the question is about, and how surely, 0 to 1; 1 where the asker says so."""

    code: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The field of what is no labour matter, as far as told."""

    code: str
    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadFact:
    """A fact read out of a question, or put right by the asker.

    `key` names it in corrections; `value` is in the notation of its kind, `said` in plain words,
    `quoted` what stands in the question from `start` to `end`. `choices` are (value, words)
    where one is chosen, else it is written. `problem` says why a correction was not understood.
    """

    key: str
    kind: str
    name: str
    value: str
    said: str
    quoted: str
    start: int
    end: int
    corrected: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article that bears on the question; `sentence` is what of it matters, word for word.

    `lead` is what an item of a list hangs on, "" where the sentence stands by itself; `decided_by`
    the fact that chooses this article, "" where none does.
    """

    ranked: RankedArticle
    sentence: Sentence
    lead: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class LikeCase:
    """A case like the question, why it is, and how it ended."""

    hit: CaseHit
    ended: Sentence
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to tap."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class MissingFact:
    """Something decisive that was not told: what to ask, and why, as far as the law is at hand.

    `law` and `article` (a number as 47 or 10-1) make it decisive. `label` and `example` are for an
    answer to be written.
    """

    id: str
    question: str
    law: str
    article: str
    because: Sentence | None
    choices: tuple[Choice, ...] = ()
    label: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """What was asked back and answered, to be answered otherwise; `key` names it in corrections."""

    key: str
    question: str
    value: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, as the law stood `on` a day.

    `labour`: how likely it is a labour matter, 0 to 1. Where it is none, `issues` is empty and
    `elsewhere` says what it may be instead; `unsure` where it may be one all the same, and
    articles and cases are given for that. `has_law` and `has_cases`: whether there is anything to
    look in.
    `understood` is the question as it was read, with the asker's corrections; `given` are those.
    """

    question: str
    understood: str
    on: date
    labour: float
    issues: tuple[AboutIssue, ...]
    elsewhere: Elsewhere | None
    about: tuple[Sentence, ...]
    where_to_go: tuple[Sentence, ...]
    facts: tuple[ReadFact, ...]
    articles: tuple[Article, ...]
    cases: tuple[LikeCase, ...]
    cases_together: tuple[Sentence, ...]
    missing: tuple[MissingFact, ...]
    answered: tuple[Answered, ...]
    sources: Mapping[str, Source]
    given: Mapping[str, str]
    has_law: bool = True
    has_cases: bool = True

    @property
    def unsure(self) -> bool:
        """Whether it may be a labour matter, though more likely it is none."""
        return self.elsewhere is not None and bool(self.articles or self.cases)

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence of the answer in the order of reading."""
        yield from self.about
        yield from self.where_to_go
        yield from (article.sentence for article in self.articles)
        yield from self.cases_together
        yield from (case.ended for case in self.cases)
        yield from (missing.because for missing in self.missing if missing.because)
