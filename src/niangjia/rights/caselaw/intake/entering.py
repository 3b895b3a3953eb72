"""From a candidate to the rows of a case: masked for the library, sealed as it came."""

from dataclasses import dataclass

from niangjia.kernel import clock, divisions
from niangjia.rights.caselaw.intake.examining import Candidate
from niangjia.rights.caselaw.models import Case, CaseState, Digest, ImportRun, Original
from niangjia.rights.caselaw.originals import seal_original
from niangjia.rights.caselaw.readings import Readings, read_into
from niangjia.rights.caselaw.rules.masking import mask_paper
from niangjia.rights.caselaw.rules.mediated import is_mediated
from niangjia.rights.caselaw.rules.understanding import Understood, understand


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a case: from the rules, or from whoever wrote it, then with a digest."""

    understood: Understood
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The rows a new case is made of, not yet in the database."""

    case: Case
    original: Original
    readings: Readings
    told: Told


def by_the_rules(candidate: Candidate) -> Told:
    """Return what the rules understand of a candidate."""
    return Told(understand(candidate.paper))


def entry(run: ImportRun, candidate: Candidate, told: Told) -> Entry:
    """Return the rows of a candidate as `run` brings it in.

    A trusted run vouches for the masking in the name of whoever began it, and shows the case
    at once, unless it was mediated: that is only ever told in rewritten form.
    """
    known, text = told.understood, candidate.paper.text
    region = divisions.full_name(known.region_code)
    paper = mask_paper(known.title, text, region=region, court=known.court)
    case = _case(run, candidate, known)
    case.title, case.text = paper.title.text[:300], paper.text.text
    case.mediated = is_mediated(known.body, known.title, text)
    readings = read_into(case, original=text)
    if run.publish and may_be_shown(case, told):
        vouch(case, run.started_by)
    original = Original(
        case=case,
        sealed=seal_original(case.code, known.title, text),
        title_marks=[[m.start, m.end, m.kind, m.with_] for m in paper.title.replacements],
        marks=[[m.start, m.end, m.kind, m.with_] for m in paper.text.replacements],
    )
    return Entry(case, original, readings, told)


def may_be_shown(case: Case, told: Told) -> bool:
    """Whether trust alone is enough to show the case.

    A mediated case needs the consent of both sides and a telling in other words; only one that
    never happened needs nobody's.
    """
    return not case.mediated or (case.fictional and told.digest is not None)


def vouch(case: Case, actor: str) -> None:
    """Let a case be public in the name of whoever vouches for its source."""
    now = clock.now()
    case.state, case.state_since = CaseState.PUBLISHED, now
    case.masked_by, case.masked_at = actor, now
    case.published_by, case.published_at = actor, now


def _case(run: ImportRun, candidate: Candidate, known: Understood) -> Case:
    return Case(
        text_hash=candidate.text_hash,
        paper_key=candidate.paper_key,
        source_key=candidate.key,
        court=known.court[:120],
        case_no=known.case_no[:120],
        cause=known.cause[:120],
        date=known.date,
        region_code=known.region_code,
        body=known.body,
        stage=known.stage,
        issue=known.issue,
        other_issues=list(known.other_issues),
        asker=known.asker,
        outcome=known.outcome,
        claimed=known.claimed,
        awarded=known.awarded,
        fictional=known.fictional,
        held_by_id=run.held_by_id,
        run=run,
        imported_at=clock.now(),
    )
