"""Made-up cases in an index, each as an import would read it and with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import Document, SearchIndex
from niangjia.rights.caselaw.alike.finding import known_case
from niangjia.rights.caselaw.alike.profile import KnownCase
from niangjia.rights.caselaw.evaluation.finding import case_read
from niangjia.rights.caselaw.evaluation.understanding import Labelled, generated
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.generator.facts import Facts
from niangjia.rights.caselaw.indexing import SPEC, document_of
from niangjia.rights.caselaw.models import Case
from niangjia.rights.caselaw.readings import facts_read
from niangjia.rights.caselaw.rules.judgment import read_judgment
from niangjia.rights.caselaw.rules.lexicon import lexicon
from niangjia.rights.caselaw.rules.understanding import filled, understand


@dataclass(frozen=True, slots=True)
class MadeUpLibrary:
    """Cases to be found: the index, what it is compared by, and what is true of each, by code."""

    index: SearchIndex
    known: dict[str, KnownCase]
    facts: dict[str, Facts]


def made_up_library(*, documents: int, seed: int, folder: Path) -> MadeUpLibrary:
    """Return a library of so many cases of a seed, its index under `folder`."""
    library = MadeUpLibrary(open_index(SPEC, folder, lexicon()), {}, {})
    library.index.rebuild(_documents(documents, seed, library))
    return library


def read_as_imported(labelled: Labelled) -> tuple[Case, frozenset[str]]:
    """Return the case an import would make of a paper, not kept, and the kinds of its claims."""
    case = case_read(understand(filled(labelled.paper)), labelled)
    judgment = read_judgment(case.text, stage=case.stage)
    for name, value in facts_read(judgment, case).items():
        setattr(case, name, value)
    return case, frozenset(claim.kind for claim in judgment.claims if claim.kind)


def _documents(count: int, seed: int, library: MadeUpLibrary) -> Iterator[Document]:
    papers = zip(generated(count=count, seed=seed), generate(count=count, seed=seed), strict=True)
    for number, (labelled, made) in enumerate(papers):
        case, kinds = read_as_imported(labelled)
        case.code = f"{number:012d}"
        library.known[case.code] = replace(known_case(case, kinds), number=number)
        library.facts[case.code] = made.facts
        yield document_of(case)
