"""Every read of the engine; permission is part of each."""

from collections.abc import Iterator

from niangjia.casework.access import (
    demand_any_part,
    handles_anything,
    partner_standing,
    supervises_anything,
)
from niangjia.casework.colleagues import Colleague, colleagues_at
from niangjia.casework.declaring.book import bound, current, newest, version_of
from niangjia.casework.handling.writing import digest_of
from niangjia.casework.listing import (
    PER_PAGE,
    Narrowed,
    Rows,
    by_office,
    counts,
    earlier_matters,
    group_members,
    matters,
    my_matters,
    of_same_asker,
    partner_rows,
    referred_matters,
    similar_matters,
)
from niangjia.casework.models import Entry, Matter, UsedVersion
from niangjia.casework.outside import asker_page, asker_papers, partner_page, partner_papers
from niangjia.casework.reading import matter_page, papers
from niangjia.casework.shown import (
    AskerPage,
    ClockShown,
    EntryShown,
    MatterPage,
    MatterRow,
    PartnerPage,
)
from niangjia.casework.views import View
from niangjia.foundation.ledger.queries import trail_of
from niangjia.kernel.viewer import Viewer

__all__ = [
    "PER_PAGE",
    "AskerPage",
    "ClockShown",
    "Colleague",
    "EntryShown",
    "MatterPage",
    "MatterRow",
    "Narrowed",
    "PartnerPage",
    "Rows",
    "View",
    "asker_page",
    "asker_papers",
    "bound",
    "by_office",
    "colleagues_for",
    "counts",
    "current",
    "demand_any_part",
    "earlier_matters",
    "faults_of_timelines",
    "faults_of_versions",
    "group_members",
    "handles_anything",
    "matter_page",
    "matters",
    "my_matters",
    "newest",
    "of_same_asker",
    "papers",
    "partner_page",
    "partner_papers",
    "partner_rows",
    "partner_standing",
    "referred_matters",
    "similar_matters",
    "supervises_anything",
    "version_of",
]


def colleagues_for(*, viewer: Viewer, code: str) -> tuple[Colleague, ...]:
    """Return who at its office could be given a matter that the viewer sees. Raises Missing."""
    matter_page(viewer=viewer, code=code)
    found = Matter.objects.only("responsible_id", "procedure").get(code=code)
    return colleagues_at(found.responsible_id, found.procedure)


def faults_of_versions() -> list[str]:
    """Return what is wrong between the versions that matters began under and those declared."""
    declared = {(one.key, one.version): one.fingerprint() for one in bound()}
    found = []
    for kept in UsedVersion.objects.order_by("procedure", "version"):
        mark = declared.get((kept.procedure, kept.version))
        if mark is None:
            found.append(f"流程“{kept.procedure}”第{kept.version}版用过，但不再声明。")
        elif mark != kept.fingerprint:
            found.append(f"流程“{kept.procedure}”第{kept.version}版用过以后被改了。")
    return found


def faults_of_timelines() -> Iterator[str]:
    """Compare every timeline with the audit trail: numbers without gaps, words as they were."""
    for number, revision in Matter.objects.order_by("pk").values_list("pk", "revision").iterator():
        entries = Entry.objects.filter(matter=number).order_by("number")
        rows = list(entries.values_list("number", "kind", "words"))
        if [row[0] for row in rows] != list(range(1, revision + 1)):
            yield f"事项{number}的记录不连续。"
        told = {
            entry.details.get("entry"): (entry.verb, entry.details.get("words"))
            for entry in trail_of(f"matter:{number}")
            if "entry" in entry.details
        }
        for place, kind, words in rows:
            if told.get(place) != (f"casework.{kind}", digest_of(words)):
                yield f"事项{number}的第{place}条记录和操作记录对不上。"
