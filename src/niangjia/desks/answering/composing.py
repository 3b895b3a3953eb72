"""From a question to its answer: the rooms are asked one after the other, and put together."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from niangjia.desks.answering import cases as library
from niangjia.desks.answering.asking_back import Asking, answered_by, missing
from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.corrections import Told, told
from niangjia.desks.answering.elsewhere import where_to_go
from niangjia.desks.answering.findings import (
    AboutIssue,
    Answer,
    Answered,
    Choice,
    Elsewhere,
    LikeCase,
    MissingFact,
)
from niangjia.desks.answering.laws import Reader
from niangjia.desks.answering.wording import how_sure
from niangjia.kernel.errors import Unavailable
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.queries import library_size
from niangjia.rights.questions.findings import Field, Question
from niangjia.rights.questions.queries import understand_question
from niangjia.rights.statutes.queries import has_any, library_state

LONGEST = 2_000
"""Characters of a question that are read."""

MAYBE = 0.05
"""From here on what is more likely no labour matter is answered as if it may be one."""

ASKED, PUT_RIGHT = "asked", "told"
"""The keys of the asker's own words, and of what they put right or added."""


def answer(
    *, viewer: Viewer, question_text: str, corrections: Mapping[str, str] | None, on: date
) -> Answer:
    """Return the answer to a question in plain words, as the law stands on a day.

    `corrections` as in `corrections.told`. Nothing of the question is kept. Where the library of
    cases does not answer, the answer has no cases; where no law was imported, no articles.
    """
    question = question_text.strip()[:LONGEST]
    read = told(question, corrections or {})
    understood = understand_question(read.text)
    issues = _issues(understood, read)
    codes = [issue.code for issue in issues]
    may_be = bool(issues) or understood.labour >= MAYBE
    reader = Reader(viewer, on, library_state())
    articles, sources = reader.answering(read.text, codes, read.facts) if may_be else ((), {})
    cases = _cases(viewer, issues, read) if may_be else ()
    where, lines = ((), {}) if issues else _where(understood)
    asked, because = _missing(reader, codes, read)
    return Answer(
        question=question,
        understood=read.text,
        on=on,
        labour=round(1.0 if read.issue else understood.labour, 3),
        issues=issues,
        elsewhere=None if issues else _elsewhere(understood),
        about=_about(issues, understood, read),
        where_to_go=where,
        facts=read.facts,
        articles=articles,
        cases=cases,
        cases_together=library.together(cases),
        missing=asked,
        answered=tuple(_answered(read)),
        sources=_own_words(question, read) | sources | because | lines | library.sources(cases),
        given=read.given,
        has_law=bool(articles) or has_any(),
        has_cases=bool(cases) or library_size() > 0,
    )


def _issues(understood: Question, read: Told) -> tuple[AboutIssue, ...]:
    """Return what it is about: what the asker says it is, else what was understood."""
    if read.issue:
        return (AboutIssue(read.issue.value, read.issue.label, 1.0),)
    return tuple(
        AboutIssue(guess.issue.value, guess.issue.label, round(guess.confidence, 3))
        for guess in understood.issues
    )


def _elsewhere(understood: Question) -> Elsewhere | None:
    found = understood.elsewhere
    if found is None:
        return None
    return Elsewhere(found.field.value, found.field.label, round(found.confidence, 3))


def _about(issues: Sequence[AboutIssue], understood: Question, read: Told) -> tuple[Sentence, ...]:
    """Say what it is about, and how surely; the asker's own words are what that rests on."""
    own = (ASKED, PUT_RIGHT) if read.given else (ASKED,)
    if read.issue:
        return (Sentence(_("按您选的，这是“%(issue)s”的事。") % {"issue": issues[0].name}, own),)
    if issues:
        named = [(issue.name, how_sure(issue.confidence)) for issue in issues]
        first, *others = (
            _("%(sure)s“%(issue)s”的事") % {"sure": sure, "issue": name} for name, sure in named
        )
        return (Sentence(_("听您说的，这%(first)s") % {"first": first} + _also(others), own),)
    field = understood.elsewhere
    if field is None or field.field == Field.OTHER:
        return (Sentence(_("从这几句话里，看不出是劳动方面的事。"), own),)
    text = _("听您说的，这像是“%(field)s”方面的事，不像劳动方面的事。")
    return (Sentence(text % {"field": field.field.label}, own),)


def _also(others: Sequence[str]) -> str:
    return "".join(_("，也%(other)s") % {"other": other} for other in others) + "。"


def _where(understood: Question) -> tuple[tuple[Sentence, ...], dict[str, Source]]:
    found = understood.elsewhere
    return where_to_go(found.where_to_go if found else ())


def _cases(viewer: Viewer, issues: Sequence[AboutIssue], read: Told) -> tuple[LikeCase, ...]:
    try:
        return library.like(viewer=viewer, text=read.text, issues=issues, facts=read.facts)
    except Unavailable:
        return ()


def _missing(
    reader: Reader, issues: Sequence[str], read: Told
) -> tuple[tuple[MissingFact, ...], dict[str, Source]]:
    """Return what to ask back, and the articles that make it decisive."""
    asked: list[MissingFact] = []
    sources: dict[str, Source] = {}
    for asking in missing(issues, read.facts, read.text, read.given):
        source = reader.source_of(asking.law, asking.article, asking.says)
        if source:
            sources[source.key] = source
        asked.append(_missing_fact(asking, source))
    return tuple(asked), sources


def _missing_fact(asking: Asking, source: Source | None) -> MissingFact:
    label, example, _adds = asking.typed or ("", "", "")
    return MissingFact(
        id=asking.id,
        question=_(asking.question),
        law=asking.law,
        article=asking.article,
        because=Sentence(_(asking.because), (source.key,)) if source else None,
        choices=tuple(Choice(code, _(shown)) for code, shown, _adds in asking.choices),
        label=_(label) if label else "",
        example=_(example) if example else "",
    )


def _answered(read: Told) -> Iterator[Answered]:
    for key, value in read.given.items():
        asking = answered_by(key)
        if asking:
            said = asking.choices if key.startswith("said-") else ()
            choices = tuple(Choice(code, _(shown)) for code, shown, _adds in said)
            yield Answered(key, _(asking.question), value, choices)


def _own_words(question: str, read: Told) -> dict[str, Source]:
    sources = {ASKED: Source(ASKED, _("您自己说的话"), "", question)}
    if read.given:
        sources[PUT_RIGHT] = Source(PUT_RIGHT, _("您改正、补充的话"), "", read.text)
    return sources
