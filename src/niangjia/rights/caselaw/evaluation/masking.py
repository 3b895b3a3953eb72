"""How well papers are masked, against made-up papers of which everything is known."""

import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from niangjia.rights.caselaw.evaluation.masking_cast import SETS, TITLES
from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper, papers
from niangjia.rights.caselaw.rules.masking import Replacement, mask

Counts = Counter[tuple[str, str]]
_FAMILIES = {
    "landline": "phone",
    "social_credit": "social",
    "online": "social",
    "staff_number": "social",
}


def evaluate_masking(*, documents: int, seed: int) -> dict[str, Any]:
    """Return recall and precision of each set of `documents` papers and of all of them together.

    In characters and in spans. A span counts as found when every character of it is replaced,
    whatever the rule took it for; a replacement counts as right when it touches something that
    had to go. Four sets were used in development, the last one, `fifth`, was not; each says
    so in its `title`. `per_second` is of all, by the clock and by the processor time
    used, since other work may run.
    """
    clock, processor = 0.0, 0.0
    counts: dict[str, Counts] = {}
    for name in SETS:
        labelled = list(papers(documents=documents, seed=seed, template_set=name))
        mask(labelled[0].text)
        began, used = time.perf_counter(), time.process_time()
        results = [mask(paper.text).replacements for paper in labelled]
        clock += time.perf_counter() - began
        processor += time.process_time() - used
        counts[name] = _counted(labelled, results)
    return {
        "documents": documents,
        "seed": seed,
        "per_second": round(len(SETS) * documents / clock, 1),
        "per_processor_second": round(len(SETS) * documents / processor, 1),
        "all": _measured(sum(counts.values(), Counter())),
        "sets": {
            name: {"title": TITLES[name], **_measured(of_set)} for name, of_set in counts.items()
        },
    }


def _counted(labelled: list[LabelledPaper], results: list[tuple[Replacement, ...]]) -> Counts:
    counts: Counts = Counter()
    for paper, replaced in zip(labelled, results, strict=True):
        _count(paper, replaced, counts)
    return counts


def _measured(counts: Counts) -> dict[str, Any]:
    kinds = sorted({kind for kind, _ in counts})
    return {**_shares(counts, kinds), "kinds": {kind: _shares(counts, [kind]) for kind in kinds}}


def _count(paper: LabelledPaper, replaced: Iterable[Replacement], counts: Counts) -> None:
    found = list(replaced)
    gone = {at for r in found for at in range(r.start, r.end)}
    wanted = {at for label in paper.labels for at in range(label.start, label.end)}
    for label in paper.labels:
        places = range(label.start, label.end)
        hit = sum(at in gone for at in places)
        kind = _FAMILIES.get(label.kind, label.kind)
        counts[kind, "chars"] += len(places)
        counts[kind, "chars_found"] += hit
        counts[kind, "spans"] += 1
        counts[kind, "spans_found"] += hit == len(places)
    for span in found:
        kind = _FAMILIES.get(span.kind, span.kind)
        right = sum(at in wanted for at in range(span.start, span.end))
        counts[kind, "made_chars"] += span.end - span.start
        counts[kind, "made_chars_right"] += right
        counts[kind, "made"] += 1
        counts[kind, "made_right"] += right > 0


def _shares(counts: Counts, kinds: list[str]) -> dict[str, Any]:
    def share(part: str, whole: str) -> float:
        total = sum(counts[kind, whole] for kind in kinds)
        return round(sum(counts[kind, part] for kind in kinds) / total, 5) if total else 1.0

    return {
        "recall_chars": share("chars_found", "chars"),
        "recall_spans": share("spans_found", "spans"),
        "precision_chars": share("made_chars_right", "made_chars"),
        "precision_spans": share("made_right", "made"),
        "spans": sum(counts[kind, "spans"] for kind in kinds),
    }
