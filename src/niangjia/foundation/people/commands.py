"""What the command line offers of this room; the site hangs it in."""

from niangjia.foundation.organisations.models import STANDING, Organisation
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.foundation.people import actions, queries
from niangjia.foundation.people.actions import PersonFacts
from niangjia.kernel.errors import Invalid, Missing
from niangjia.kernel.viewer import Role, Viewer


def create_administrator(
    *, viewer: Viewer, name: str, phone: str = "", email: str = "", organisation: str = ""
) -> str:
    """Make somebody the administrator of a union, of the top one where none is named.

    `organisation` is a union's code, register number or name. Returns the path of the page
    where the person sets a password, or "" where the account was there already.
    Raises Invalid, Missing, Refused, Conflict.
    """
    union = _union(viewer, organisation)
    contact = email or phone
    known = queries.account_reached_by(viewer=viewer, contact=contact) if contact else None
    if known is not None:
        actions.appoint(
            viewer=viewer, account=known.code, organisation=union.code, role=Role.ADMINISTRATOR
        )
        return ""
    person = PersonFacts(name, phone, email)
    return actions.open_account(
        viewer=viewer, person=person, organisation=union.code, role=Role.ADMINISTRATOR
    ).link


def _union(viewer: Viewer, written: str) -> Organisation:
    standing = Organisation.objects.filter(STANDING)
    if not written:
        top: Organisation | None = standing.filter(depth=1).first()
        if top is None:
            raise Missing("还没有工会，请先导入工会组织（niangjia import-organisations）。")
        return top
    for field in ("code", "register_number", "name"):
        found = list(standing.filter(**{field: written})[:2])
        if len(found) == 1:
            return organisation_by_code(viewer=viewer, code=found[0].code)
        if found:
            raise Invalid("有多个工会都叫这个名字，请写登记号或工会编号。")
    raise Missing("没有这个工会。")
