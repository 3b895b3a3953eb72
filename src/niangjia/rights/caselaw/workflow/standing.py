"""Where one case stands on its way, and what the viewer may do with it now."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw.access import kept_by
from niangjia.rights.caselaw.models import Case, CaseState, Comment, MediationConsent
from niangjia.rights.caselaw.rules.steps import KEEPERS, verbs_of
from niangjia.rights.caselaw.workflow.colleagues import names_of
from niangjia.rights.caselaw.workflow.masking import opened_until


@dataclass(frozen=True, slots=True)
class Step:
    """A step that was taken: what it was, who took it, when."""

    name: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands, for whoever works on it.

    `may` holds the verbs of `rules.steps` open to the viewer now, with "open_original" for whoever
    keeps it; `own` says that the viewer wrote the interpretation that waits to be checked.
    """

    state_since: datetime
    steps: tuple[Step, ...]
    may: frozenset[str]
    keeps: bool
    own: bool
    assignee_name: str
    is_mine: bool
    opened_until: datetime | None
    comments_open: int
    embargo_until: date | None
    mediated: bool
    consent_given_on: date | None
    consent_evidence: str


def standing_of(viewer: Viewer, case: Case) -> Standing:
    """Return where a case stands. Whoever calls has checked that the viewer works on it."""
    keeps = Case.objects.filter(kept_by(viewer), pk=case.pk).exists()
    own = case.state == CaseState.INTERPRETED and case.interpreted_by == viewer.actor
    opening = opened_until(case, viewer) if keeps else None
    consent = MediationConsent.objects.filter(case=case).first()
    names = names_of({by for _name, by, _at in _taken(case)} | {case.assigned_to} - {""})
    return Standing(
        state_since=case.state_since,
        steps=tuple(Step(name, names[by], at) for name, by, at in _taken(case)),
        may=_may(case, keeps=keeps, own=own),
        keeps=keeps,
        own=own,
        assignee_name=names.get(case.assigned_to, ""),
        is_mine=case.assigned_to == viewer.actor,
        opened_until=opening.until if opening else None,
        comments_open=Comment.objects.filter(case=case, resolved_at__isnull=True).count(),
        embargo_until=case.embargo_until,
        mediated=case.mediated,
        consent_given_on=consent.given_on if consent else None,
        consent_evidence=consent.evidence if consent else "",
    )


def _may(case: Case, *, keeps: bool, own: bool) -> frozenset[str]:
    roles = frozenset({*(KEEPERS if keeps else ()), Role.LAWYER})
    verbs = verbs_of(case.state, roles) - ({"check"} if own else set())
    return verbs | {"open_original"} if keeps else verbs


def _taken(case: Case) -> list[tuple[str, str, datetime]]:
    steps = (
        (_("确认脱敏"), case.masked_by, case.masked_at),
        (_("解读"), case.interpreted_by, case.interpreted_at),
        (_("复核"), case.checked_by, case.checked_at),
        (_("发布"), case.published_by, case.published_at),
    )
    return [(name, by, at) for name, by, at in steps if by and at]
