"""Every read of the engine; permission is part of each."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from niangjia.casework.access import (
    demand_any_part,
    handles_anything,
    partner_standing,
    roles_on,
    seen_by,
    supervises_anything,
)
from niangjia.casework.chain import (
    Chain,
    ChainStep,
    asker_chain,
    chain,
    chain_told,
    code_of_number,
    first_number,
)
from niangjia.casework.colleagues import Colleague, colleagues_at
from niangjia.casework.colleagues import names_of as colleague_names
from niangjia.casework.declaring.book import bound, current, newest, version_of
from niangjia.casework.figures import (
    DIRECTORS,
    Board,
    Ended,
    Flow,
    OfficeFigures,
    board,
    office_figures,
)
from niangjia.casework.foreseeing import Route, near_matters, route_for
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
from niangjia.casework.paper_contents import paper_content
from niangjia.casework.reading import matter_page, papers
from niangjia.casework.shown import (
    AskerPage,
    ClockShown,
    EntryShown,
    MatterPage,
    MatterRow,
    PartnerPage,
    due_words,
)
from niangjia.casework.views import View
from niangjia.foundation.ledger.queries import trail_of
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Role, Viewer

__all__ = [
    "DIRECTORS",
    "PER_PAGE",
    "AskerPage",
    "Board",
    "Chain",
    "ChainStep",
    "ClockShown",
    "Colleague",
    "Ended",
    "EntryShown",
    "Flow",
    "MatterPage",
    "MatterRow",
    "Narrowed",
    "OfficeFigures",
    "PartnerPage",
    "Route",
    "Rows",
    "View",
    "asker_chain",
    "asker_page",
    "asker_papers",
    "board",
    "bound",
    "by_office",
    "chain",
    "chain_told",
    "code_of_number",
    "colleague_names",
    "colleagues_for",
    "counts",
    "current",
    "demand_any_part",
    "due_words",
    "earlier_matters",
    "faults_of_timelines",
    "faults_of_versions",
    "first_number",
    "group_members",
    "handles_anything",
    "matter_page",
    "matters",
    "matters_seen",
    "my_matters",
    "near_matters",
    "newest",
    "of_same_asker",
    "office_figures",
    "paper_content",
    "papers",
    "partner_page",
    "partner_papers",
    "partner_rows",
    "partner_standing",
    "referred_matters",
    "roles_held",
    "route_for",
    "seen_number",
    "similar_matters",
    "supervises_anything",
    "version_of",
]


def seen_number(*, viewer: Viewer, code: str) -> int:
    """Return the number of a matter that the viewer sees as an office. Raises Missing."""
    known = code.isascii() and code.isalnum()
    found = Matter.objects.filter(seen_by(viewer), code=code) if known else None
    number = found.values_list("pk", flat=True).first() if found is not None else None
    if number is None:
        raise Missing(_("没有这件事，或者它不在您的范围内。"))
    return number


def colleagues_for(*, viewer: Viewer, code: str) -> tuple[Colleague, ...]:
    """Return who at its office could be given a matter that the viewer sees. Raises Missing."""
    matter_page(viewer=viewer, code=code)
    found = Matter.objects.only("responsible_id", "procedure").get(code=code)
    return colleagues_at(found.responsible_id, found.procedure)


def matters_seen(*, viewer: Viewer) -> QuerySet[Matter]:
    """Return the matters that the viewer may read as an office, a supervisor or engaged.

    For services, which join their own tables to it. Raises Refused for who has no part in any.
    """
    demand_any_part(viewer)
    return Matter.objects.filter(seen_by(viewer))


def roles_held(*, viewer: Viewer, matter: Matter) -> frozenset[Role]:
    """Return the roles in which the viewer works on or supervises a matter that is seen."""
    return roles_on(viewer, matter, version_of(matter.procedure, matter.version))


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
