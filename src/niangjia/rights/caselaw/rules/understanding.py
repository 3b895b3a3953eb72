"""What a paper says, told from its text and from what its file said of it.

What cannot be told stays "" or None. Nothing is guessed: a wrong label does more harm to
somebody in need than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from niangjia.kernel.chinese.dates import is_blank, signed_on
from niangjia.rights.caselaw.rules import heading, sections
from niangjia.rights.caselaw.rules.bodies import body_of
from niangjia.rights.caselaw.rules.citations import cited
from niangjia.rights.caselaw.rules.issues import issues_of
from niangjia.rights.caselaw.rules.outcomes import ending_of
from niangjia.rights.caselaw.rules.parties import asker_of, parties_of
from niangjia.rights.caselaw.rules.regions import region_of
from niangjia.rights.caselaw.rules.stages import stage_of

_FICTIONAL = ("【虚构示例】", "（虚构）", "(虚构)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it came: its text, and the fields of its file ("" where it said nothing)."""

    text: str
    title: str = ""
    court: str = ""
    case_no: str = ""
    cause: str = ""
    region: str = ""
    stage: str = ""
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """What is known of a paper. Codes as in `terms`, amounts in yuan."""

    title: str
    court: str
    case_no: str
    cause: str
    date: date | None
    region_code: str
    body: str
    stage: str
    issue: str
    other_issues: tuple[str, ...]
    asker: str
    outcome: str
    claimed: Decimal | None
    awarded: Decimal | None
    fictional: bool
    citations: tuple[tuple[str, str], ...]


def filled(paper: Paper) -> Paper:
    """Return the paper with the court and number its own head names, where its file did not."""
    court = "" if is_blank(paper.court) else paper.court
    case_no = "" if is_blank(paper.case_no) else paper.case_no
    return Paper(
        text=paper.text,
        title="" if is_blank(paper.title) else paper.title,
        court=court or heading.court_of(paper.text),
        case_no=case_no or heading.case_number_of(paper.text),
        cause="" if is_blank(paper.cause) else paper.cause,
        region="" if is_blank(paper.region) else paper.region,
        stage="" if is_blank(paper.stage) else paper.stage,
        date=paper.date,
    )


def understand(paper: Paper) -> Understood:
    """Return what a filled paper says."""
    parts = sections.by_key(paper.text)
    head = parts.get("head", "")
    fictional = is_fictional(paper)  # a made-up number tells no place
    body = body_of(paper.court, paper.case_no, paper.title, paper.text)
    stage = stage_of(body, paper.case_no, paper.title, paper.stage, paper.text)
    parties = parties_of(head, paper.title, parts)
    asker = asker_of(parties, parts, stage)
    ending = ending_of(parts, parties, asker, stage)
    main, others = issues_of(paper.title, paper.cause, parts)
    return Understood(
        title=paper.title or _title(paper),
        court=paper.court,
        case_no=paper.case_no,
        cause=paper.cause,
        date=paper.date or signed_on(paper.text[-400:]),
        region_code=region_of(
            paper.court, paper.region, "" if fictional else paper.case_no, paper.text, body
        ),
        body=body,
        stage=stage,
        issue=main,
        other_issues=others,
        asker=asker,
        outcome=ending.outcome,
        claimed=_plausible(ending.claimed, ending.awarded),
        awarded=ending.awarded,
        fictional=fictional,
        citations=cited(paper.text),
    )


def _plausible(claimed: Decimal | None, awarded: Decimal | None) -> Decimal | None:
    """Nobody is granted more than was asked for: then what was asked for was misread."""
    return None if claimed is not None and awarded is not None and awarded > claimed else claimed


def is_fictional(paper: Paper) -> bool:
    """Whether a paper is marked as made up, in its title, its number or its first lines."""
    said = f"{paper.title}\n{paper.case_no}\n{paper.text[:200]}"
    return any(mark in said for mark in _FICTIONAL)


def _title(paper: Paper) -> str:
    """Return a name for a paper that came without one: its number, or how it begins."""
    if paper.case_no:
        return f"{paper.court}{paper.case_no}"
    first = next((line.strip() for line in paper.text.splitlines() if line.strip()), "")
    return first if len(first) <= 40 else f"{first[:38]}……"
