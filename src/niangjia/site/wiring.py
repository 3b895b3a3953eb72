"""Who listens to what: the one table. An event not listed here is heard by nobody."""

from niangjia.casework import jobs as casework
from niangjia.casework import panels
from niangjia.casework.declaring import book
from niangjia.casework.declaring.procedure import Procedure
from niangjia.foundation.ledger.listeners import Listener, bind
from niangjia.rights.caselaw import jobs as caselaw
from niangjia.rights.centre import panels as centre_panels
from niangjia.rights.centre import procedure as centre
from niangjia.rights.hotline import procedure as hotline
from niangjia.rights.legal_aid import procedure as legal_aid
from niangjia.rights.statutes import jobs as statutes

LISTENERS = (
    #        name                 topic                      what it does
    Listener("caselaw.index", "caselaw.visibility_changed", caselaw.follow_in_index),
    Listener(
        "caselaw.statistics", "caselaw.visibility_changed", caselaw.follow_in_statistics,
        lane="counting", batch=1000,
    ),
    Listener("casework.holidays", "holidays.entered", casework.follow_holidays),
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

PANELS: tuple[panels.Panels, ...] = (centre_panels.PANELS,)
"""What a service adds to the engine's pages of its matters (casework/panels.py)."""


def bind_all() -> None:
    """Bind the tables. Called once, when every room is loaded. Raises WrongDeclaration."""
    bind(LISTENERS)
    book.bind(PROCEDURES)
    panels.bind(PANELS)
