"""The papers by which reading is measured, and what is known of each.

Four sets: the generator's, two made up by hand (`reading.toml`; `reading_unseen.toml`, to which
the rules were never adjusted) and real papers, whose labels alone are kept here.
"""

import json
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

from niangjia.rights.caselaw.generator import ClaimFact, FictionalCase, generate
from niangjia.rights.caselaw.rules.masking import mask
from niangjia.rights.caselaw.rules.terms import Body, Stage

FOLDER = "NIANGJIA_EVAL_DATA"
"""The environment's name for a folder of real papers, of which none belongs to the project."""
_REAL = Path("cases") / "simucourt_labour.jsonl"
_KINDS = {
    "wages": "unpaid_wages", "wage_gap": "unpaid_wages", "damages": "damages_2n",
    "annual_leave": "leave_pay", "confirm": "relationship", "reinstate": "reinstatement",
    "register": "assistance",
}  # fmt: skip
_ROLES = {
    "原告": "plaintiff", "被告": "defendant", "申请人": "applicant", "被申请人": "respondent",
    "上诉人": "appellant", "被上诉人": "appellee", "再审申请人": "retrial_applicant",
    "法定代表人": "representative", "委托诉讼代理人": "agent", "委托代理人": "agent",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A claim as labelled; codes as in `rules.judgment.terms`, sums in yuan."""

    kind: str
    claimed: Decimal | None
    fate: str
    granted: Decimal | None


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A paper and what a careful reader takes from it.

    `facts` holds stage, days, wage and years by the name of the field, None where the text does
    not tell. A list that was not labelled is None.
    """

    text: str
    facts: dict[str, object]
    parties: tuple[str, ...] | None
    claims: tuple[KnownClaim, ...]
    chain: tuple[str, ...] | None
    citations: tuple[str, ...] | None


def generated(*, count: int, seed: int) -> Iterator[KnownPaper]:
    """Yield the generator's papers with the facts they were made from."""
    return (_of_case(case) for case in generate(count=count, seed=seed))


def by_hand(name: str) -> list[KnownPaper]:
    """Return the papers of a file beside this one. Raises ValueError for a label that is none."""
    return [_of_row(row, row["text"]) for row in _rows(name)]


def real() -> list[KnownPaper] | None:
    """Return the labelled real papers, or None where the folder is not given or not there.

    Raises ValueError where the file there is another one than was labelled.
    """
    folder = os.environ.get(FOLDER)
    path = Path(folder) / _REAL if folder else None
    if path is None or not path.is_file():
        return None
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found: list[KnownPaper] = []
    for row in _rows("reading_real.toml"):
        at = row["line"] - 1
        if at >= len(records) or records[at]["id"] != row["id"]:
            raise ValueError(f"{path.name} 第 {row['line']} 行不是 {row['id']}，标注对不上")
        found.append(_of_row(row, records[at]["text"]))
    return found


def masked(papers: Iterable[KnownPaper]) -> Iterator[KnownPaper]:
    """Yield the same papers as they stand in the library, with everybody masked."""
    for paper in papers:
        text = mask(paper.text).text
        yield KnownPaper(
            text, paper.facts, paper.parties, paper.claims, paper.chain, paper.citations
        )


def _rows(name: str) -> list[dict[str, Any]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["paper"]
    return rows


def _of_row(row: dict[str, Any], text: str) -> KnownPaper:
    facts: dict[str, object] = {"stage": row["stage"] or None}
    for name in ("joined", "left", "applied", "filed", "decided"):
        facts[name] = date.fromisoformat(row[name]) if row[name] else None
    facts["monthly_wage"], facts["years"] = _sum(row["wage"]), _sum(row["years"])
    claims = (
        KnownClaim(k, _sum(asked), fate, _sum(paid)) for k, asked, fate, paid in row["claims"]
    )
    citations = row.get("citations")
    return KnownPaper(
        text=text.strip(),
        facts=facts,
        parties=tuple(row["parties"]),
        claims=tuple(claims),
        chain=tuple(row["chain"]),
        citations=None if citations is None else tuple(citations),
    )


def _sum(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _of_case(case: FictionalCase) -> KnownPaper:
    known, typical = case.facts, case.facts.body == Body.MINISTRY
    annulment = known.stage == "review"
    stage = Stage.FIRST_INSTANCE if annulment else known.stage
    facts: dict[str, object] = {
        "stage": Stage.REVIEW if typical else stage,
        "decided": None if typical else known.date,
        "years": None,
    }
    for name in ("joined", "left", "applied", "filed", "monthly_wage"):
        facts[name] = getattr(known, name)
    fate = "refused" if known.outcome == "supported" else "granted"
    overturn = (KnownClaim("overturn", None, fate, None),)
    own = f"{stage} own"
    return KnownPaper(
        text=case.text,
        facts=facts,
        parties=tuple(f"{_ROLES[role]} {kind}" for role, kind in known.parties),
        claims=overturn if annulment else tuple(_of_claim(claim) for claim in known.claims),
        chain=(*known.chain[:-1], own) if known.chain else (),
        citations=tuple(f"{law} {article}" for law, article in known.statutes),
    )


def _of_claim(claim: ClaimFact) -> KnownClaim:
    kind = _KINDS.get(claim.kind, claim.kind)
    return KnownClaim(kind, claim.amount, claim.fate, claim.granted)
