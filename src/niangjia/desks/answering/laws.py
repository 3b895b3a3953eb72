"""The articles of an answer: those that answer, and those that make a fact decisive."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from niangjia.desks.answering.asking_back import chosen_by_facts
from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.findings import Article, ReadFact
from niangjia.kernel.chinese.writing import day
from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes.findings import RankedArticle
from niangjia.rights.statutes.queries import article, rank_articles, resolve_citation

MOST = 10
"""Articles of an answer."""

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_ITEM = ("（", "(")
_LEAD = re.compile(r"[^。\n]*[：:](?!.*[：:])", re.DOTALL)

KEPT = 512
"""Articles kept in memory, so that what is asked back again and again is not looked up again."""

DEEP = 60
"""So far down the ranking an article is looked for that a fact chooses."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads the law of a day."""

    viewer: Viewer
    on: date
    library: tuple[object, ...]
    """What `library_state` says: the law is the same for as long."""

    def source_of(self, law: str, number: str, says: tuple[str, ...]) -> Source | None:
        """Return an article as it stands on the day; None: it is not here, or says otherwise."""
        return _standing(self, get_language() or "", law, number, says)

    def answering(
        self, question: str, issues: Collection[str], facts: Sequence[ReadFact]
    ) -> tuple[tuple[Article, ...], dict[str, Source]]:
        """Return the articles that answer best, what a fact chooses first, and their sources."""
        ranked = self._ranked(question, MOST)
        decided = self._decided(question, issues, facts, ranked)
        if decided:
            top = max((one.score for one in ranked), default=1.0)
            first = [replace(one, score=max(top, one.score)) for one in decided.values()]
            rest = [one for one in ranked if _name(one) not in decided]
            ranked = (*first, *rest[: MOST - len(first)])
        sources = {key_of(one): self._source_of(one) for one in ranked}
        said = {name: fact.said for name, fact in self._facts(issues, facts).items()}
        return tuple(_article(one, said.get(_name(one), "")) for one in ranked), sources

    def _ranked(self, question: str, limit: int) -> tuple[RankedArticle, ...]:
        return rank_articles(viewer=self.viewer, question=question, on=self.on, limit=limit)

    def _decided(
        self,
        question: str,
        issues: Collection[str],
        facts: Sequence[ReadFact],
        ranked: Sequence[RankedArticle],
    ) -> dict[tuple[str, str], RankedArticle]:
        """Return the articles that facts choose, of those that are in the ranking at all."""
        wanted = self._facts(issues, facts)
        if not wanted or not ranked:
            return {}
        near = {_name(one): one for one in ranked}
        if not wanted.keys() <= near.keys():
            near |= {_name(one): one for one in self._ranked(question, DEEP)}
        return {name: near[name] for name in wanted if name in near}

    def _facts(
        self, issues: Collection[str], facts: Sequence[ReadFact]
    ) -> dict[tuple[str, str], ReadFact]:
        """Return the title and number of the articles that facts choose, each with its fact."""
        return {
            (one.law, one.article): fact
            for one, fact in chosen_by_facts(issues, facts)
            if self.source_of(one.law, one.article, one.says)
        }

    def _source_of(self, one: RankedArticle) -> Source:
        text = "".join(stretch.text for stretch in one.stretches)
        return self.source(one.code, one.title, one.slug, one.label, one.version_date, text)

    def source(
        self, code: str, title: str, slug: str, label: str, dated: date | None, text: str
    ) -> Source:
        """Return an article of the day as a source."""
        version = _("（%(day)s版）") % {"day": day(dated)} if dated else ""
        address = f"{reverse('statutes:article', args=[code, slug])}?on={self.on.isoformat()}"
        return Source(_key(code, slug), f"《{title}》{label}{version}", address, text)


@lru_cache(maxsize=KEPT)
def _standing(
    reader: Reader,
    language: str,  # noqa: ARG001 - the name of a source is in the reader's language
    law: str,
    number: str,
    says: tuple[str, ...],
) -> Source | None:
    """Return an article as it stands on the day of a reader, if it says these words."""
    viewer, on = reader.viewer, reader.on
    found = resolve_citation(viewer=viewer, law=law, article=number, on=on).found
    if found is None or not found.slug:
        return None
    page = article(viewer=viewer, code=found.code, written=found.slug, on=on)
    text = page.article.text
    if not page.line.in_force or not all(word in text for word in says):
        return None
    dated = page.shown.name_day
    return reader.source(found.code, page.line.title, found.slug, page.article.label, dated, text)


def key_of(ranked: RankedArticle) -> str:
    """Return the key of an article among the sources of an answer."""
    return _key(ranked.code, ranked.slug)


def _key(code: str, slug: str) -> str:
    return f"article:{code}:{slug}"


def _name(ranked: RankedArticle) -> tuple[str, str]:
    return ranked.title, ranked.slug


def _article(ranked: RankedArticle, decided_by: str) -> Article:
    marked = "".join(stretch.text for stretch in ranked.stretches if stretch.is_hit)
    whole = "".join(stretch.text for stretch in ranked.stretches)
    said = next((s for s in _SENTENCE.findall(whole) if decided_by and decided_by in s), marked)
    sentence = Sentence((said or whole).strip(), (key_of(ranked),))
    return Article(ranked, sentence, _lead(whole, sentence.text), decided_by)


def _lead(whole: str, marked: str) -> str:
    """Return the words before a list that an item of it hangs on."""
    if not marked.startswith(_ITEM):
        return ""
    before = whole[: whole.find(marked)]
    found = _LEAD.search(before)
    return found[0].strip() if found else ""
