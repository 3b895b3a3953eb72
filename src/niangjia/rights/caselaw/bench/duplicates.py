"""How fast near duplicates are searched for, beside datasketch, on the same made-up papers.

Measured is what every paper has to go through: its signature and the search for candidates among
all of them. Comparing the candidates is measured apart: it depends on how many copies there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from random import Random
from typing import Any

from niangjia.rights.caselaw.bench.machine import machine
from niangjia.rights.caselaw.evaluation.degrading import degraded
from niangjia.rights.caselaw.generator import generate
from niangjia.rights.caselaw.likeness.judging import containment
from niangjia.rights.caselaw.likeness.pairing import alike, sign
from niangjia.rights.caselaw.likeness.shingles import LENGTH, all_shingles

COPIES = 0.1
"""Share of the papers that are degraded copies of others."""

PEER_PAPERS = 2000
"""Papers the peer is given at most: its speed hardly depends on their number."""

ROUNDS = 3

_COMPARED = 2000
_PERMUTATIONS = 64
_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class _Round:
    seconds: float
    signing: float
    processor: float
    pairs: list[tuple[int, int]]


def run(
    *, docs: int, seed: int, against_datasketch: bool, say: Callable[[str], None]
) -> dict[str, Any]:
    """Return papers a second of ours and of the peer, on one core, and on what it was measured."""
    say(f"编写 {docs} 篇虚构案例")
    texts = _texts(docs, seed)
    result: dict[str, Any] = {
        "machine": machine(),
        "numpy": version("numpy"),
        "docs": len(texts),
        "mean_characters": round(sum(map(len, texts)) / len(texts)),
        "ours": _ours(texts),
    }
    if against_datasketch:
        say("datasketch")
        result["datasketch"] = _datasketch(texts[:PEER_PAPERS])
    return result


def _texts(docs: int, seed: int) -> list[str]:
    rng = Random(f"bench-duplicates-{seed}")
    texts = [case.text for case in generate(count=max(1, round(docs * (1 - COPIES))), seed=seed)]
    copies = [degraded(rng.choice(texts), rng)[0] for _ in range(docs - len(texts))]
    texts += copies
    rng.shuffle(texts)
    return texts


def _ours(texts: Sequence[str]) -> dict[str, Any]:
    """Measure several rounds and return the best: what else the machine does only slows down."""
    sign(texts[:1])  # the table of characters is made once for a process
    rounds = [_round(texts) for _ in range(ROUNDS)]
    best = min(rounds, key=lambda one: one.seconds)
    some = best.pairs[:_COMPARED]
    began = time.perf_counter()
    for one, other in some:
        containment(all_shingles(texts[one]), all_shingles(texts[other]))
    compared = time.perf_counter() - began
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    return {
        "rounds": ROUNDS,
        "docs_per_second": round(len(texts) / best.seconds),
        "docs_per_second_each_round": [round(len(texts) / one.seconds) for one in rounds],
        "docs_per_processor_second": round(len(texts) / min(one.processor for one in rounds)),
        "signatures_per_second": round(len(texts) / best.signing),
        "searches_per_second": round(len(texts) / (best.seconds - best.signing)),
        "megabytes_per_second": round(megabytes / best.seconds, 1),
        "candidates": len(best.pairs),
        "comparisons_per_second": round(len(some) / compared) if some else None,
    }


def _round(texts: Sequence[str]) -> _Round:
    processor, began = time.process_time(), time.perf_counter()
    signed = sign(texts)
    signing = time.perf_counter() - began
    pairs = alike(signed)
    seconds = time.perf_counter() - began
    return _Round(seconds, signing, time.process_time() - processor, pairs.tolist())


def _datasketch(texts: Sequence[str]) -> dict[str, Any]:
    """Sign with so many permutations and search by bands, over shingles of the same length."""
    peer: Any = import_module("datasketch")  # not needed to run the house

    began = time.perf_counter()
    index = peer.MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    candidates = 0
    for number, text in enumerate(texts):
        sketch = peer.MinHash(num_perm=_PERMUTATIONS)
        shingles = {text[at : at + LENGTH] for at in range(len(text) - LENGTH + 1)}
        sketch.update_batch([shingle.encode() for shingle in shingles])
        candidates += len(index.query(sketch))
        index.insert(str(number), sketch)
    seconds = time.perf_counter() - began
    return {
        "version": version("datasketch"),
        "docs": len(texts),
        "docs_per_second": round(len(texts) / seconds),
        "permutations": _PERMUTATIONS,
        "candidates": candidates,
    }
