"""From an article to the cases that name it: the laws know how it is named, the library where."""

from datetime import date

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.findings import CasesApplying, Cited
from niangjia.rights.caselaw.queries import cases_applying
from niangjia.rights.statutes.queries import namings


def cases_of_article(
    *,
    viewer: Viewer,
    code: str,
    written: str,
    on: date | None = None,
    page: int = 1,
    per_page: int = 10,
) -> CasesApplying:
    """Return the public cases that name an article of the version of a day, the last come first.

    Raises Missing for an unknown statute and for what is no number of an article.
    """
    named = namings(viewer=viewer, code=code, written=written, on=on)
    return cases_applying(
        viewer=viewer,
        cited=[Cited(one.names, one.article, one.since, one.until) for one in named],
        page=page,
        per_page=per_page,
    )
