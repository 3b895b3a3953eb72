"""Reading a judgment: who, what was asked, what became of it, when, and on what law.

`read_judgment` is the door. It works on masked and on unmasked text alike, and what a paper does
not tell stays empty: a wrong fact does more harm than none.
"""

import re
from collections.abc import Mapping

from niangjia.rights.caselaw.rules import heading, sections
from niangjia.rights.caselaw.rules.bodies import body_of
from niangjia.rights.caselaw.rules.citations import cited
from niangjia.rights.caselaw.rules.judgment.asked import claims_asked
from niangjia.rights.caselaw.rules.judgment.chain import chain_of
from niangjia.rights.caselaw.rules.judgment.days import (
    applied_on,
    decided_on,
    filed_on,
    joined_and_left,
)
from niangjia.rights.caselaw.rules.judgment.decided import decided
from niangjia.rights.caselaw.rules.judgment.fates import Ground, fates_of
from niangjia.rights.caselaw.rules.judgment.pay import monthly_wage, years_worked
from niangjia.rights.caselaw.rules.judgment.people import people_in
from niangjia.rights.caselaw.rules.judgment.signature import with_signature
from niangjia.rights.caselaw.rules.judgment.told import found_sentences
from niangjia.rights.caselaw.rules.judgment.values import ChainLink, Claim, Judgment, Party
from niangjia.rights.caselaw.rules.outcomes import is_agreement
from niangjia.rights.caselaw.rules.parties import Parties, asker_of, parties_of
from niangjia.rights.caselaw.rules.stages import stage_of
from niangjia.rights.caselaw.rules.terms import Stage

__all__ = ["ChainLink", "Claim", "Judgment", "Party", "read_judgment"]

_AGAINST_OFFICE = re.compile(
    r"行\s*政\s*判\s*决\s*书|行\s*政\s*裁\s*定\s*书|行[初终]\d|行政诉讼法|被诉(?:行政|决定)"
)


def read_judgment(text: str, *, stage: str = "") -> Judgment:
    """Return what a paper says. `stage`: its code where the library knows it already."""
    parts = sections.parts(text)
    said = sections.joined(text, parts)
    stage = stage or _stage(text)
    sides = parties_of(said.get("head", ""), "", said)
    office = bool(_AGAINST_OFFICE.search(text))
    sentences = list(found_sentences(said))
    joined, left = joined_and_left(sentences)
    return Judgment(
        sections=with_signature(text, parts),
        stage=stage,
        parties=people_in(text, said, sides, office=office),
        claims=_claims(said, stage, sides),
        citations=cited(text),
        chain=chain_of(text, stage, office=office),
        joined=joined,
        left=left,
        applied=applied_on(said),
        filed=filed_on(said),
        decided=decided_on(text),
        monthly_wage=monthly_wage(sentences),
        years=years_worked(sentences),
    )


def _stage(text: str) -> str:
    number, court = heading.case_number_of(text), heading.court_of(text)
    return stage_of(body_of(court, number, "", text), number, "", "", text)


def _claims(said: Mapping[str, str], stage: str, sides: Parties) -> tuple[Claim, ...]:
    items = claims_asked(said, stage)
    result = said.get("result", "")
    if not items or not result or stage == Stage.MEDIATION or is_agreement(said):
        return fates_of(items, None)
    found = decided(said, result, stage, sides)
    reasons = said.get("reasons", "").split("。")
    is_appeal = stage in {Stage.SECOND_INSTANCE, Stage.RETRIAL}
    return fates_of(items, Ground(found, asker_of(sides, said, stage), is_appeal, reasons))
