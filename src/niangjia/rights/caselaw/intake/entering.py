"""From a candidate to the rows of a case: masked for the library, sealed as it came."""

from dataclasses import dataclass

from niangjia.kernel import clock
from niangjia.rights.caselaw.intake.examining import Candidate
from niangjia.rights.caselaw.models import Case, CaseState, Digest, ImportRun, Original
from niangjia.rights.caselaw.originals import seal_original
from niangjia.rights.caselaw.readings import Readings, fill_in
from niangjia.rights.caselaw.rules.understanding import Understood
from niangjia.rights.caselaw.rules.whole import WholePaper


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever wrote a case says of it; nothing where the rules are to find out."""

    understood: Understood | None = None
    digest: Digest | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """The rows a new case is made of, not yet in the database."""

    case: Case
    original: Original
    readings: Readings
    citations: tuple[tuple[str, str], ...]
    digest: Digest | None


def by_the_rules(_candidate: Candidate) -> Told:
    """Leave it to the rules to understand a candidate."""
    return Told()


def entry(run: ImportRun, candidate: Candidate, paper: WholePaper, digest: Digest | None) -> Entry:
    """Return the rows of a candidate, read as `paper`, as `run` brings it in.

    A trusted run vouches for the masking in the name of whoever began it, and shows the case
    at once, unless it was mediated: that is only ever told in rewritten form.
    """
    known = paper.known
    case = _case(run, candidate, known)
    case.title, case.text = paper.title.text[:300], paper.text.text
    case.mediated = paper.mediated
    readings = fill_in(case, paper)
    if run.publish and may_be_shown(case, digest):
        vouch(case, run.started_by)
    original = Original(
        case=case,
        sealed=seal_original(case.code, known.title, candidate.paper.text),
        title_marks=[[m.start, m.end, m.kind, m.with_] for m in paper.title.replacements],
        marks=[[m.start, m.end, m.kind, m.with_] for m in paper.text.replacements],
    )
    return Entry(case, original, readings, known.citations, digest)


def may_be_shown(case: Case, digest: Digest | None) -> bool:
    """Whether trust alone is enough to show the case.

    A mediated case needs the consent of both sides and a telling in other words; only one that
    never happened needs nobody's.
    """
    return not case.mediated or (case.fictional and digest is not None)


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
