"""What the rules read in a case, and reading it again after its masking changed.

Everything is read from the masked text, so that no name gets into a table; but for the numbers of
the papers on the way of the dispute and the fingerprint of the employer, which are not public.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel.chinese.normalise import normalise
from niangjia.rights.caselaw.elements import elements_of
from niangjia.rights.caselaw.models import Case, ChainLink, Citation, Claim, Party
from niangjia.rights.caselaw.rules.judgment import Judgment, read_judgment
from niangjia.rights.caselaw.rules.judgment.terms import PartyKind
from niangjia.rights.caselaw.rules.understanding import Paper, Understood, filled, understand

_FIELDS = ("body", "stage", "issue", "asker", "outcome", "region_code", "claimed", "awarded")
_LONGEST_SUIT = timedelta(days=3650)
_HIGHEST_WAGE = Decimal(10**9)


@dataclass(frozen=True, slots=True)
class Readings:
    """The rows that belong to a case, not yet in the database."""

    parties: tuple[Party, ...]
    claims: tuple[Claim, ...]
    chain: tuple[ChainLink, ...]


def read_into(case: Case, *, original: str) -> Readings:
    """Fill in what the paper of a new case says, and return the rows that belong to it.

    `case.text` is masked; `original` is the text as it came.
    """
    whole = read_judgment(original, stage=case.stage)
    masked = read_judgment(case.text, stage=case.stage)
    for name, value in facts_read(masked, case).items():
        setattr(case, name, value)
    case.employer_key = _employer_key(whole)
    numbers = {link.case_no[:120]: link for link in whole.chain}
    return Readings(
        parties=_parties(case, masked),
        claims=_claims(case, masked),
        chain=tuple(
            ChainLink(case=case, number=number, stage=link.stage)
            for number, link in numbers.items()
        ),
    )


def keep(readings: Iterable[Readings]) -> None:
    """Insert the rows of cases that are in the database by now."""
    rows = list(readings)
    Party.objects.bulk_create([_tied(row) for one in rows for row in one.parties])
    Claim.objects.bulk_create([_tied(row) for one in rows for row in one.claims])
    ChainLink.objects.bulk_create([_tied(row) for one in rows for row in one.chain])


@transaction.atomic
def renew(case: Case) -> None:
    """Read the masked text of a case again and keep what is read of it.

    It is still the same paper: what the new text no longer tells stays as it was. The articles of
    a case that somebody interpreted are that person's choice and stay too.
    """
    paper = Paper(
        text=case.text, title=case.title, court=case.court, case_no=case.case_no,
        cause=case.cause, date=case.date,
    )  # fmt: skip
    read = understand(filled(paper))
    told = {name: getattr(read, name) for name in _FIELDS}
    masked = read_judgment(case.text, stage=case.stage)
    told |= facts_read(masked, case)
    changes = {name: value for name, value in told.items() if value not in {"", None}}
    if read.issue:
        changes["other_issues"] = list(read.other_issues)
    Case.objects.filter(pk=case.pk).update(**changes)
    case.parties.all().delete()
    case.claims.all().delete()
    keep([Readings(_parties(case, masked), _claims(case, masked), ())])
    if not case.interpreted_by:
        _keep_citations(case, read)


def facts_read(read: Judgment, case: Case) -> dict[str, Any]:
    """Return the facts of a paper by the names of their fields; an impossible one is none."""
    filed, wage, decided = read.filed, read.monthly_wage, case.date
    if filed and decided and not filed <= decided <= filed + _LONGEST_SUIT:
        filed = None
    return {
        "joined": read.joined,
        "left": read.left,
        "filed_on": filed,
        "monthly_wage": wage if wage is not None and 0 < wage < _HIGHEST_WAGE else None,
        "elements": " ".join(sorted({element.code for element in elements_of(case.text)})),
    }


def _employer_key(read: Judgment) -> str:
    """Return the fingerprint of the first employer's name, "" where the paper names none."""
    names = (one.name for one in read.parties if one.kind == PartyKind.EMPLOYER)
    name = normalise(next(names, "")).replace(" ", "")
    return fingerprint(name, purpose="employer") if name else ""


def _parties(case: Case, read: Judgment) -> tuple[Party, ...]:
    return tuple(
        Party(
            case=case, ordinal=one.ordinal, role=one.role, kind=one.kind, name=one.name[:120],
            acts_for=one.acts_for,
        )
        for one in read.parties
    )  # fmt: skip


def _claims(case: Case, read: Judgment) -> tuple[Claim, ...]:
    return tuple(
        Claim(
            case=case, ordinal=one.ordinal, kind=one.kind, words=one.text[:400],
            claimed=one.claimed, fate=one.fate, granted=one.granted, is_denial=one.is_denial,
        )
        for one in read.claims
    )  # fmt: skip


def _tied(row: Any) -> Any:
    """Point a row at its case's number, which it did not have when the row was made."""
    row.case_id = row.case.pk
    return row


def _keep_citations(case: Case, read: Understood) -> None:
    Citation.objects.bulk_create(
        (Citation(case=case, law=law, article=article) for law, article in read.citations),
        ignore_conflicts=True,
    )
