"""Keeping the signatures of all cases, and proposing which of them belong together.

Whatever comes in is signed and compared with everything that is there. Nothing is decided here:
what seems to be kin becomes a proposal for an editor. Safe to repeat: a pair is proposed once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Q

from niangjia.rights.caselaw.likeness.candidates import pairs, searched
from niangjia.rights.caselaw.likeness.judging import Compared, Kin, judge
from niangjia.rights.caselaw.likeness.pairing import (
    SIGNED_AT_ONCE,
    TEXT_SHARED,
    WEAK_SHARED,
    through_others,
)
from niangjia.rights.caselaw.likeness.shingles import Hashes, all_shingles, samples
from niangjia.rights.caselaw.likeness.traits import (
    Traits,
    figures_in,
    number_form,
    strong_keys,
    surnames_in,
    weak_keys,
)
from niangjia.rights.caselaw.models import (
    Case,
    ChainLink,
    Kinship,
    KinshipState,
    Original,
    Signature,
)

_HELD = 2000
_AT_ONCE = 500

Pair = tuple[int, int]
Report = Callable[[int], None]


def follow_likeness(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Sign the cases these events name and propose what they belong together with."""
    propose_for({case for payload in payloads for case in payload["cases"]})


def find_all(report: Report | None = None) -> tuple[int, int]:
    """Sign what has no signature, compare all with all; return cases signed and pairs proposed.

    For a library that was filled before there were signatures. `report` gets the number signed.
    """
    missing = Case.objects.filter(signature=None, merged_into=None).order_by("pk")
    numbers = list(missing.values_list("pk", flat=True))
    _sign_all(numbers, report)
    return len(numbers), _propose(list(Signature.objects.values_list("pk", flat=True)))


def propose_for(cases: Iterable[int]) -> int:
    """Sign these cases, compare them with all, and return how many pairs were proposed."""
    new = sorted(set(cases))
    _sign_all(new)
    return _propose(new)


def _sign_all(numbers: Sequence[int], report: Report | None = None) -> None:
    done = 0
    for some in _parts(numbers, SIGNED_AT_ONCE):
        _sign(some)
        done += len(some)
        if report:
            report(done)


def _propose(new: Sequence[int]) -> int:
    found = _judged(_candidates(new))
    return sum(_keep(some) for some in _parts(sorted(found.items()), _AT_ONCE))


def traits_of(cases: Sequence[Case]) -> list[Traits]:
    """Return what is known of cases beside their text."""
    chains: dict[int, set[str]] = defaultdict(set)
    links = ChainLink.objects.filter(case__in=[case.pk for case in cases])
    for case, number in links.values_list("case_id", "number"):
        chains[case].add(number_form(number))
    named = _with_a_firms_name(cases)
    return [_traits(case, chains[case.pk], named=case.pk in named) for case in cases]


def _with_a_firms_name(cases: Sequence[Case]) -> set[int]:
    """Return the cases whose paper came with a firm's whole name.

    In the others it was masked before, as 某公司: its fingerprint is that of a thousand employers.
    """
    originals = Original.objects.filter(case__in=[case.pk for case in cases])
    marks = originals.values_list("case_id", "marks")
    return {case for case, some in marks if any(kind == "firm" for _, _, kind, _ in some)}


def _traits(case: Case, chain: set[str], *, named: bool) -> Traits:
    number = number_form(case.case_no)
    return Traits(
        number=number,
        named=frozenset(chain - {number, ""}),
        stage=case.stage,
        region_code=case.region_code,
        dated=case.date,
        employer_key=case.employer_key if named else "",
        joined=case.joined,
        left=case.left,
        wage=case.monthly_wage,
        surnames=surnames_in(case.text),
        figures=figures_in(case.text),
    )


def _sign(numbers: Sequence[int]) -> None:
    with transaction.atomic():
        cases = list(Case.objects.filter(pk__in=numbers))
        texts = samples([case.text for case in cases]) if cases else []
        Signature.objects.bulk_create(
            (
                Signature(
                    case=case,
                    text=_packed(searched(sample)),
                    strong=_packed(strong_keys(traits)),
                    weak=_packed(weak_keys(traits)),
                )
                for case, sample, traits in zip(cases, texts, traits_of(cases), strict=True)
            ),
            update_conflicts=True,
            unique_fields=["case"],
            update_fields=["text", "strong", "weak"],
        )


def _candidates(new: Sequence[int]) -> list[Pair]:
    """Return the pairs of cases worth comparing of which one at least is new, none decided yet."""
    fresh = set(new)
    rows = Signature.objects.filter(case__merged_into=None).order_by("pk")
    known: list[int] = []
    late: list[int] = []
    keys: dict[int, tuple[Hashes, Hashes, Hashes]] = {}
    for case, *packed in rows.values_list("pk", "text", "strong", "weak").iterator():
        (late if case in fresh else known).append(case)
        keys[case] = (_unpacked(packed[0]), _unpacked(packed[1]), _unpacked(packed[2]))
    order = known + late
    found: set[Pair] = set()
    for which, at_least in ((0, TEXT_SHARED), (1, 1), (2, WEAK_SHARED)):
        some = [keys[case][which] for case in order]
        for one, other in pairs(some, new_from=len(known), at_least=at_least).tolist():
            found.add(_ordered(order[one], order[other]))
    return sorted(found - _known_among(fresh))


def _known_among(cases: set[int]) -> set[Pair]:
    known: set[Pair] = set()
    for some in _parts(sorted(cases), _AT_ONCE):
        beside = Kinship.objects.filter(Q(one__in=some) | Q(other__in=some))
        known |= set(beside.values_list("one_id", "other_id"))
    return known


def _judged(candidates: Sequence[Pair]) -> dict[Pair, Kin]:
    """Return what the candidates are, with those that are kin through a third case."""

    @lru_cache(maxsize=_HELD)
    def compared(number: int) -> Compared:
        case = Case.objects.get(pk=number)
        return Compared(all_shingles(case.text), traits_of([case])[0])

    found: dict[Pair, Kin] = {}
    for one, other in candidates:
        kin = judge(compared(one), compared(other))
        if kin:
            found[one, other] = kin
    touched = {case for pair in found for case in pair}
    decided = _known_among(touched)
    apart = set(Kinship.objects.filter(state=KinshipState.APART).values_list("one_id", "other_id"))
    for one, other in through_others([*found, *(decided - apart)]):
        if (one, other) in decided or not {one, other} & touched:
            continue
        kin = judge(compared(one), compared(other), through=True)
        if kin:
            found[one, other] = kin
    return found


def _keep(found: Sequence[tuple[Pair, Kin]]) -> int:
    """Write proposals down and return how many are new; what was decided meanwhile stays."""
    with transaction.atomic():
        before = Kinship.objects.count()
        Kinship.objects.bulk_create(
            (
                Kinship(
                    one_id=one,
                    other_id=other,
                    kind=kin.kind,
                    score=kin.score,
                    reasons=list(kin.reasons),
                )
                for (one, other), kin in found
            ),
            ignore_conflicts=True,
        )
        return Kinship.objects.count() - before


def _ordered(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _packed(hashes: Hashes) -> bytes:
    return hashes.astype("<u4").tobytes()


def _unpacked(packed: bytes | memoryview) -> Hashes:
    return np.frombuffer(packed, dtype="<u4").astype(np.uint32, copy=False)


def _parts(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
