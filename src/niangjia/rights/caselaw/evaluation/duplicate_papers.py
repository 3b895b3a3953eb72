"""Made-up papers of which it is known which are one paper and which are of one dispute."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count as numbers
from random import Random

from niangjia.rights.caselaw.evaluation.colleagues import colleague
from niangjia.rights.caselaw.evaluation.degrading import degraded, unnumbered
from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.generator.disputes import disputes

_EMPLOYER_KNOWN = 0.6
_FIELDS_LOST = 0.5
_MASS = 0.33
_UNNUMBERED = 0.2
_POOL = 3


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A paper as an import brings it, and what it is.

    Papers of one `paper` are the same one, of one `dispute` belong together. `way` says how it
    was degraded, "" for not at all. `family` is what was drawn together: a dispute, a case and
    its copies, a case and its colleague's, cases of one issue and region.
    """

    text: str
    case_no: str
    court: str
    employer_key: str
    paper: int
    dispute: int
    family: str
    way: str = ""


def known_papers(*, documents: int, seed: int) -> list[KnownPaper]:
    """Return so many papers, in an order that tells nothing.

    Two fifths are of disputes with three papers, a fifth are colleagues' papers, the rest cases
    of one issue and region; copies of all of them are among them.
    """
    rng = Random(f"duplicates-{seed}")
    found: list[KnownPaper] = []
    serial = numbers()
    families = (
        _of_disputes(seed, rng, serial), _of_colleagues(seed, rng, serial),
        _of_disputes(seed + 1, rng, serial), _of_neighbours(documents, seed, rng, serial),
    )  # fmt: skip
    while len(found) < documents:
        for family in families:
            found += next(family)
    found = found[:documents]
    rng.shuffle(found)
    return found


def _of_disputes(seed: int, rng: Random, serial: Iterator[int]) -> Iterator[list[KnownPaper]]:
    """Yield disputes, a third of them with that of a colleague against the same employer."""
    for number, papers in enumerate(disputes(count=10**9, seed=seed)):
        mass = rng.random() < _MASS
        family: list[KnownPaper] = []
        for of_colleague in (False, True)[: 1 + mass]:
            dispute = next(serial)
            for case in papers:
                firm = f"dispute {seed} {number}"
                name = "mass dispute" if mass else "dispute"
                one = _paper(case, firm, next(serial), dispute, name, rng)
                if of_colleague:
                    text = colleague(one.text, Random(firm))
                    one = replace(one, text=text, case_no="")
                if rng.random() < _UNNUMBERED:
                    one = replace(one, text=unnumbered(one.text, rng), case_no="")
                family += _with_copies(one, 0.25, rng)
        yield family


def _of_colleagues(seed: int, rng: Random, serial: Iterator[int]) -> Iterator[list[KnownPaper]]:
    for number, case in enumerate(generate(count=10**9, seed=seed + 50)):
        family: list[KnownPaper] = []
        for text in (case.text, colleague(case.text, rng)):
            firm = f"mass {seed} {number}"
            one = _paper(case, firm, next(serial), next(serial), "colleagues", rng)
            family += _with_copies(replace(one, text=text, case_no=""), 0.3, rng)
        yield family


def _of_neighbours(
    documents: int, seed: int, rng: Random, serial: Iterator[int]
) -> Iterator[list[KnownPaper]]:
    """Yield cases of one issue and region together, three quarters of them with copies."""
    start = 0
    while True:
        near: dict[tuple[str, str], list[FictionalCase]] = defaultdict(list)
        for case in generate(count=_POOL * documents, seed=seed + 90, start=start):
            near[case.facts.issues[0], case.facts.region_code].append(case)
        for some in near.values():
            for number, case in enumerate(some if len(some) > 1 else ()):
                firm = f"near {case.id} {number}"
                one = _paper(case, firm, next(serial), next(serial), "neighbours", rng)
                yield _with_copies(one, 0.75, rng)
        start += _POOL * documents


def _paper(
    case: FictionalCase, firm: str, paper: int, dispute: int, family: str, rng: Random
) -> KnownPaper:
    key = sha256(firm.encode()).hexdigest()[:32] if rng.random() < _EMPLOYER_KNOWN else ""
    return KnownPaper(case.text, case.case_no, case.court_or_body, key, paper, dispute, family)


def _with_copies(one: KnownPaper, share: float, rng: Random) -> list[KnownPaper]:
    """Return a paper, and by chance one copy or two of it."""
    family = [one]
    while len(family) < 3 and rng.random() < share:
        text, way = degraded(one.text, rng)
        copy = replace(one, text=text, way=way)
        if way in ("masked_otherwise", "masked_here", "unnumbered", "mixed"):
            copy = replace(copy, employer_key="", case_no="")
        elif rng.random() < _FIELDS_LOST:
            copy = replace(copy, case_no="", court="")
        family.append(copy)
    return family
