"""An answer as lines of plain text: what is said, with the numbers of its sources."""

from collections.abc import Iterator, Sequence

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.findings import Answer, MissingFact

MOST_ARTICLES = 5
"""So many articles are told in full; `--json` has ten."""


def lines_of(answer: Answer) -> Iterator[str]:
    """Yield the lines of an answer, and at the end what each of its sentences rests on."""
    cited: dict[str, int] = {}
    yield from (_said(sentence, cited) for sentence in answer.about)
    yield from (f"  {_said(sentence, cited)}" for sentence in answer.where_to_go)
    if answer.facts:
        facts = (f"{fact.name}：{fact.said}" for fact in answer.facts if fact.said)
        yield f"\n读出的事实：{'；'.join(facts)}"
    if answer.articles:
        yield "\n法律怎么说"
        for article in answer.articles[:MOST_ARTICLES]:
            yield f"  {_said(article.sentence, cited)}"
    if answer.cases:
        yield "\n类似的事怎样了结"
        yield from (f"  {_said(sentence, cited)}" for sentence in answer.cases_together)
        for case in answer.cases:
            yield f"  {case.hit.title}：{_said(case.ended, cited)}"
    if answer.missing:
        yield "\n还想问您"
        for missing in answer.missing:
            yield from _asked_back(missing, cited)
    yield "\n出处"
    yield from (_source(number, answer.sources[key]) for key, number in cited.items())


def _asked_back(missing: MissingFact, cited: dict[str, int]) -> Iterator[str]:
    choices = "、".join(choice.label for choice in missing.choices)
    yield f"  {missing.question}{f'（{choices}）' if choices else ''}"
    if missing.because:
        yield f"    {_said(missing.because, cited)}"


def _said(sentence: Sentence, cited: dict[str, int]) -> str:
    return f"{_one_line(sentence.text)}{_marks(sentence.sources, cited)}"


def _marks(keys: Sequence[str], cited: dict[str, int]) -> str:
    return "".join(f"[{cited.setdefault(key, len(cited) + 1)}]" for key in keys)


def _source(number: int, source: Source) -> str:
    return f"  [{number}] {source.name}{f'  {source.address}' if source.address else ''}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
