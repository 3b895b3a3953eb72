"""Who listens to what: the one table. An event not listed here is heard by nobody."""

from niangjia.casework import jobs as casework
from niangjia.casework import panels
from niangjia.casework.declaring import book
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.telling import kinds as casework_kinds
from niangjia.casework.telling import listeners as telling
from niangjia.foundation.ledger.listeners import Listener, bind
from niangjia.foundation.notices import declaring as notices
from niangjia.rights.caselaw import jobs as caselaw
from niangjia.rights.centre import panels as centre_panels
from niangjia.rights.centre import procedure as centre
from niangjia.rights.centre import telling as centre_telling
from niangjia.rights.hotline import panels as hotline_panels
from niangjia.rights.hotline import procedure as hotline
from niangjia.rights.hotline import queries as hotline_queries
from niangjia.rights.legal_aid import jobs as legal_aid_jobs
from niangjia.rights.legal_aid import panels as legal_aid_panels
from niangjia.rights.legal_aid import procedure as legal_aid
from niangjia.rights.legal_aid import telling as legal_aid_telling
from niangjia.rights.questions.queries import understand_question
from niangjia.rights.statutes import jobs as statutes

LISTENERS = (
    #        name                 topic                      what it does
    Listener("caselaw.index", "caselaw.visibility_changed", caselaw.follow_in_index),
    Listener(
        "caselaw.statistics", "caselaw.visibility_changed", caselaw.follow_in_statistics,
        lane="counting", batch=1000,
    ),
    Listener("casework.holidays", "holidays.entered", casework.follow_holidays),
    Listener("telling.crisis", "casework.crisis", telling.crisis, lane="alarm", batch=1),
    Listener(
        "telling.unattended", "casework.crisis_unattended", telling.crisis_unattended,
        lane="alarm", batch=1,
    ),
    Listener("telling.received", "casework.received", telling.received, lane="telling"),
    Listener("telling.moved", "casework.moved", telling.moved, lane="telling"),
    Listener("telling.told", "casework.told", telling.told, lane="telling"),
    Listener("telling.answered", "casework.answered", telling.answered, lane="telling"),
    Listener("telling.explained", "casework.explained", telling.explained, lane="telling"),
    Listener("telling.viewed", "casework.viewed", telling.viewed, lane="telling"),
    Listener("telling.dispatched", "casework.dispatched", telling.dispatched, lane="telling"),
    Listener("telling.returned", "casework.returned", telling.returned, lane="telling"),
    Listener("telling.escalated", "casework.escalated", telling.escalated, lane="telling"),
    Listener("telling.contested", "casework.contested", telling.contested, lane="telling"),
    Listener("telling.urged", "casework.urged", telling.urged, lane="telling"),
    Listener("telling.said", "casework.said", telling.said, lane="telling"),
    Listener("telling.handed", "casework.handed", telling.handed, lane="telling"),
    Listener("telling.referred", "casework.referred", telling.referred, lane="telling"),
    Listener("telling.replied", "casework.replied", telling.replied, lane="telling"),
    Listener("telling.supervised", "casework.supervised", telling.supervised, lane="telling"),
    Listener("telling.broken", "casework.clock_broken", telling.clock_broken, lane="telling"),
    Listener("legal_aid.confirmed", "casework.confirmed", legal_aid_jobs.follow_endings),
    Listener("legal_aid.explained", "casework.explained", legal_aid_jobs.follow_endings),
    Listener(
        "legal_aid.offered", "legal_aid.offered", legal_aid_telling.offered, lane="telling"
    ),
    Listener("centre.task_due", "centre.task_due", centre_telling.task_due, lane="telling"),
    Listener(
        "centre.task_overdue", "centre.task_overdue", centre_telling.task_overdue, lane="telling"
    ),
    Listener("centre.swap_asked", "centre.swap_asked", centre_telling.swap_asked, lane="telling"),
    Listener(
        "centre.swap_agreed", "centre.swap_agreed", centre_telling.swap_settled, lane="telling"
    ),
    Listener(
        "centre.swap_refused", "centre.swap_refused", centre_telling.swap_settled, lane="telling"
    ),
    Listener("statutes.index", "statutes.changed", statutes.follow_in_index),
    Listener(
        "caselaw.import", "caselaw.import_requested", caselaw.run_import,
        lane="long", batch=1, lease=900,
    ),
    Listener(
        "caselaw.likeness", "caselaw.came_in", caselaw.follow_likeness,
        lane="long", batch=100, lease=900,
    ),
)  # fmt: skip


PROCEDURES: tuple[Procedure, ...] = (
    hotline.PROCEDURE,
    legal_aid.PROCEDURE,
    centre.PROCEDURE,
)
"""Every version of every procedure that a service declares (docs/casework.md)."""

PANELS: tuple[panels.Panels, ...] = (
    hotline_panels.PANELS,
    legal_aid_panels.PANELS,
    centre_panels.PANELS,
)
"""What a service adds to the engine's pages of its matters (casework/panels.py)."""


NOTICES: tuple[notices.Kind, ...] = (
    *casework_kinds.KINDS,
    *legal_aid_telling.KINDS,
    *centre_telling.KINDS,
)
"""Everything that people are told, with its words (docs/notices.md)."""


def bind_all() -> None:
    """Bind the tables. Called once, when every room is loaded.

    Raises WrongDeclaration or WrongKind.
    """
    bind(LISTENERS)
    book.bind(PROCEDURES)
    panels.bind(PANELS)
    notices.bind(NOTICES)
    hotline_queries.bind_understanding(issues_in)


def issues_in(text: str) -> tuple[str, ...]:
    """Return the issues a story is about, for rooms that do not ask the questions' room."""
    return tuple(guess.issue.value for guess in understand_question(text).issues)
