"""The answer as the JSON interface and the command line give it: one schema for both."""

from datetime import date

from ninja import Schema

from niangjia.desks.answering.findings import Answer, Article, LikeCase, MissingFact, ReadFact
from niangjia.rights.caselaw.api import HitOut, hit_out


class IssueOut(Schema):
    """An issue and how likely the question is about it, 0 to 1."""

    code: str
    name: str
    confidence: float


class ElsewhereOut(Schema):
    """For what is no labour matter: the field as far as told, and where to go."""

    code: str
    name: str
    confidence: float
    where_to_go: list[str]


class FactOut(Schema):
    """A fact; `value` in the notation of its kind, `said` in words, its place in the question."""

    key: str
    kind: str
    name: str
    value: str
    said: str
    start: int
    end: int
    corrected: bool
    problem: str


class RankedArticleOut(Schema):
    """An article that bears on the question: `law` its full title, `article` 47 or 10-1.

    `sentence` is what of it matters, word for word; `decided_by` the fact that chooses it.
    """

    law: str
    article: str
    label: str
    version_date: date | None
    score: float
    sentence: str
    decided_by: str
    why: list[str]
    warnings: list[str]
    source: str
    url: str


class LikeCaseOut(HitOut):
    """A case like the question: how it ended, and why it is like it."""

    ended: str
    reasons: list[str]
    source: str


class AnswerChoiceOut(Schema):
    """An answer to choose."""

    value: str
    label: str


class MissingOut(Schema):
    """Something decisive that was not told; answered by the correction `said-ID` or `typed-ID`."""

    id: str
    question: str
    law: str
    article: str
    because: str
    choices: list[AnswerChoiceOut]
    label: str
    example: str


class SentenceOut(Schema):
    """A sentence of the answer, and the keys of the sources that bear it."""

    text: str
    sources: list[str]


class SourceOut(Schema):
    """An article of a day, a case, the asker's own words, or who answers a public line."""

    key: str
    name: str
    address: str
    text: str


class AnswerOut(Schema):
    """The answer to a question, as the law stood on a day.

    `issues` is empty for what is no labour matter, which has `elsewhere` instead; `unsure`: it
    may be one all the same.
    """

    on: date
    labour: float
    unsure: bool
    issues: list[IssueOut]
    elsewhere: ElsewhereOut | None
    facts: list[FactOut]
    statutes: list[RankedArticleOut]
    cases: list[LikeCaseOut]
    missing: list[MissingOut]
    sentences: list[SentenceOut]
    sources: list[SourceOut]


def answer_out(answer: Answer) -> AnswerOut:
    """Return an answer as JSON has it."""
    return AnswerOut(
        on=answer.on,
        labour=answer.labour,
        unsure=answer.unsure,
        issues=[IssueOut(code=i.code, name=i.name, confidence=i.confidence) for i in answer.issues],
        elsewhere=_elsewhere(answer),
        facts=[_fact(fact) for fact in answer.facts],
        statutes=[_article(answer, article) for article in answer.articles],
        cases=[_case(case) for case in answer.cases],
        missing=[_missing(missing) for missing in answer.missing],
        sentences=[SentenceOut(text=s.text, sources=list(s.sources)) for s in answer.sentences],
        sources=[
            SourceOut(key=s.key, name=s.name, address=s.address, text=s.text)
            for s in answer.sources.values()
        ],
    )


def _elsewhere(answer: Answer) -> ElsewhereOut | None:
    found = answer.elsewhere
    if found is None:
        return None
    return ElsewhereOut(
        code=found.code,
        name=found.name,
        confidence=found.confidence,
        where_to_go=[sentence.text for sentence in answer.where_to_go],
    )


def _fact(fact: ReadFact) -> FactOut:
    return FactOut(
        key=fact.key,
        kind=fact.kind,
        name=fact.name,
        value=fact.value,
        said=fact.said,
        start=fact.start,
        end=fact.end,
        corrected=fact.corrected,
        problem=fact.problem,
    )


def _article(answer: Answer, article: Article) -> RankedArticleOut:
    ranked, key = article.ranked, article.sentence.sources[0]
    return RankedArticleOut(
        law=ranked.title,
        article=ranked.slug,
        label=ranked.label,
        version_date=ranked.version_date,
        score=ranked.score,
        sentence=article.sentence.text,
        decided_by=article.decided_by,
        why=list(ranked.why),
        warnings=[warning.text for warning in ranked.warnings],
        source=key,
        url=answer.sources[key].address,
    )


def _case(case: LikeCase) -> LikeCaseOut:
    return LikeCaseOut(
        **hit_out(case.hit).model_dump(),
        ended=case.ended.text,
        reasons=list(case.why),
        source=case.ended.sources[0],
    )


def _missing(missing: MissingFact) -> MissingOut:
    return MissingOut(
        id=missing.id,
        question=missing.question,
        law=missing.law,
        article=missing.article,
        because=missing.because.text if missing.because else "",
        choices=[AnswerChoiceOut(value=c.value, label=c.label) for c in missing.choices],
        label=missing.label,
        example=missing.example,
    )
