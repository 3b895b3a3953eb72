"""Length: evidence, background and reasoning added until a document is as long as drawn."""

from __future__ import annotations

from datetime import timedelta

from .cast import ordinal
from .numerals import cents, month
from .parts import Draft

_KINDS = (
    "work_detail", "work_detail", "pay_detail", "negotiation", "expand", "expand",
    "small_talk", "small_talk", "small_talk", "small_talk", "small_talk", "note_reason",
    "evidence", "evidence", "evidence", "reason_evidence", "reason_general", "procedure_note",
    "wage_table",
)  # fmt: skip
_PLACE = {
    "work_detail": "facts", "pay_detail": "facts", "expand": "facts", "wage_table": "facts",
    "negotiation": "story", "small_talk": "facts", "note_reason": "reasons",
    "evidence": "evidence", "reason_evidence": "reasons",
    "reason_general": "reasons", "procedure_note": "procedure",
}  # fmt: skip
Sections = dict[str, list[str]]


def fill(draft: Draft, missing: int) -> Sections:
    """Sentences for the sections story, evidence, facts, procedure and reasons."""
    out: Sections = {"story": [], "evidence": [], "facts": [], "procedure": [], "reasons": []}
    order: dict[str, list[int]] = {}
    random = draft.voice.random
    while missing > 0:
        kind = _KINDS[int(random() * len(_KINDS))]
        text = _sentence(draft, kind, order)
        if text is None:
            continue
        out[_PLACE[kind]].append(text)
        # A piece of evidence brings its number and a share of the other side's remarks.
        missing -= len(text) + (14 if kind == "evidence" else 0)
    return out


def _sentence(draft: Draft, kind: str, order: dict[str, list[int]]) -> str | None:
    if kind == "evidence":
        return draft.voice["evidence_worker"]
    if kind == "wage_table":
        if order.get(kind):
            return None
        order[kind] = [1]
        return _wage_table(draft)
    bank = draft.voice.banks[kind]
    left = order.get(kind)
    if left is None:
        left = order[kind] = list(range(len(bank)))
        draft.scene.rng.shuffle(left)
    # A kind that is used up gives way to evidence, which never says the same thing twice.
    return draft.voice.say(bank[left.pop()]) if left else None


def _wage_table(draft: Draft) -> str:
    """Some months of pay as the ledger has them, each a little off the agreed wage."""
    scene = draft.scene
    random, last = draft.voice.random, scene.days["until"].replace(day=1)
    cells = []
    for _ in range(3 + int(random() * 9)):
        last = (last - timedelta(days=1)).replace(day=1)
        if last < scene.days["joined"]:
            break
        paid = cents(scene.wage * int(60 + random() * 45) / 100)
        cells.append(f"{month(last)}{paid}元")
    if not cells:
        return draft.voice["pay_detail"]
    return f"工资台账显示各月实发工资为：{'、'.join(reversed(cells))}。"


def evidence_paragraphs(draft: Draft, items: list[str]) -> list[str]:
    """The evidence of both sides with what the other side says of it."""
    if not items:
        return []
    voice = draft.voice
    cut = max(1, int(len(items) * (0.4 + voice.random() * 0.4)))
    out = []
    for name, other, part in (("w", "e", items[:cut]), ("e", "w", items[cut:])):
        if not part:
            continue
        listed = "；".join(f"证据{ordinal(i + 1)}，{text}" for i, text in enumerate(part))
        remarks = "；".join(f"{voice[other]}{voice['cross']}" for _ in range(1 + len(part) // 5))
        weigh = f"{voice['court']}认证如下：{voice['admit']}。" if voice.random() < 0.6 else ""
        out.append(f"{voice[name]}为证明其主张提交：{listed}。{remarks}。{weigh}")
    return out
