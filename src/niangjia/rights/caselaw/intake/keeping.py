"""Writing a batch of new cases down, with all that belongs to them. Inside one transaction."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from niangjia.foundation.ledger.actions import announce
from niangjia.kernel import clock
from niangjia.rights.caselaw import readings
from niangjia.rights.caselaw.intake.entering import Entry
from niangjia.rights.caselaw.intake.sorting import Sorted, sort_late
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    Citation,
    Comment,
    Digest,
    ImportRun,
    MediationConsent,
    Original,
)

IMPORT_LOCK = 7_201_860_001
"""The number of the lock under which batches go in one after the other on PostgreSQL."""

AT_ONCE = 500
"""The most cases one event may name."""

MADE_UP = "虚构案例，没有真实的当事人"


def keep(run: ImportRun, entries: Sequence[Entry], piles: Sorted) -> list[Case]:
    """Insert the cases that nobody else brought in meanwhile, and return them."""
    _wait_for_other_imports()
    Case.objects.bulk_create([one.case for one in entries], ignore_conflicts=True)
    codes = [one.case.code for one in entries]
    numbers = dict(Case.objects.filter(code__in=codes).values_list("code", "pk"))
    came_in: list[Entry] = []
    for one in entries:
        if one.case.code in numbers:
            one.case.pk = numbers[one.case.code]
            came_in.append(one)
        else:
            sort_late(one.case, run, piles)
    _keep_what_belongs(run, came_in)
    return [one.case for one in came_in]


def publish_known(run: ImportRun, piles: Sorted) -> list[int]:
    """Publish what came from the same source before it was trusted, and nobody looked at since.

    Returns the numbers. Mediated cases stay: trust in a source is not the consent of the sides.
    So does what was public once, was sent back to be masked, waits for its day, was merged, or
    is in somebody's hands: that a person decided, and a source does not outweigh it.
    """
    if not run.publish or not piles.unpublished:
        return []
    sent_back = Comment.objects.filter(case=OuterRef("pk"), about="sent_back")
    waiting = Case.objects.filter(
        Q(mediated=False) | Q(mediation_consent__isnull=False, digest__isnull=False),
        Q(embargo_until__isnull=True) | Q(embargo_until__lte=clock.today()),
        ~Exists(sent_back),
        pk__in=piles.unpublished,
        state=CaseState.IMPORTED,
        held_by_id=run.held_by_id,
        published_at__isnull=True,
        withdrawn_at__isnull=True,
        merged_into__isnull=True,
        assigned_to="",
    )
    locked = Case.objects.filter(pk__in=waiting.values("pk")).select_for_update()
    numbers = list(locked.order_by("pk").values_list("pk", flat=True))
    now = clock.now()
    Case.objects.filter(pk__in=numbers, state=CaseState.IMPORTED).update(
        state=CaseState.PUBLISHED,
        state_since=now,
        masked_by=run.started_by,
        masked_at=now,
        published_by=run.started_by,
        published_at=now,
    )
    return numbers


def announce_batch(came_in: Sequence[int], shown: Sequence[int]) -> None:
    """Tell whoever listens which cases came in, and which of them anybody may now read."""
    announce("caselaw.came_in", _events(came_in))
    announce("caselaw.visibility_changed", _events(shown))


def _keep_what_belongs(run: ImportRun, entries: Sequence[Entry]) -> None:
    citations: list[tuple[int, str, str]] = []
    originals: list[Original] = []
    digests: list[Digest] = []
    consents: list[MediationConsent] = []
    for one in entries:
        one.original.case_id = one.case.pk
        originals.append(one.original)
        citations += ((one.case.pk, *named) for named in one.citations)
        if one.digest:
            one.digest.case = one.case
            digests.append(one.digest)
            consents += _made_up(run, one.case)
    Original.objects.bulk_create(originals)
    readings.keep(one.readings for one in entries)
    _insert_citations(citations)
    Digest.objects.bulk_create(digests)
    MediationConsent.objects.bulk_create(consents)


def _made_up(run: ImportRun, case: Case) -> list[MediationConsent]:
    """Say in place of a consent that nobody was there to give one."""
    if not (case.mediated and case.fictional):
        return []
    day = case.date or clock.today()
    return [MediationConsent(case=case, given_on=day, evidence=MADE_UP, recorded_by=run.started_by)]


def _wait_for_other_imports() -> None:
    """Let in one batch at a time, so that two imports of the same files cannot deadlock.

    SQLite lets in one writer anyway; the lock of PostgreSQL ends with the transaction.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])


def _insert_citations(rows: Sequence[tuple[int, str, str]]) -> None:
    """Insert what the cases cite. Not through the model: that takes as long as all the rest."""
    table = Citation._meta.db_table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (case_id, law, article) VALUES (%s, %s, %s)",  # noqa: S608 - our table
            rows,
        )


def _events(cases: Sequence[int]) -> list[dict[str, list[int]]]:
    return [{"cases": list(cases[at : at + AT_ONCE])} for at in range(0, len(cases), AT_ONCE)]
