"""Call centres that hand calls over by machine: their tokens, and the calls themselves.

A token is shown once and kept as a hash. It belongs to one union: what is handed over begins there
and goes on to where routing sends it.
"""

import json
import re
import secrets
from dataclasses import asdict, dataclass
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework import actions as casework
from niangjia.casework.models import Matter
from niangjia.foundation.ledger.actions import record
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.organisations.queries import organisation_by_code
from niangjia.foundation.sealing.boxes import fingerprint
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Post, Role, Viewer
from niangjia.rights.hotline.intake import Told, take_handed_over
from niangjia.rights.hotline.models import CentreCall, CentreToken

PREFIX = "nj12351_"
_KEY = re.compile(r"[\x21-\x7e]{8,120}")


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token just made. `token` is told this once and never again."""

    code: str
    token: str
    organisation: str


@transaction.atomic
def make_token(*, viewer: Viewer, organisation: str, name: str) -> MadeToken:
    """Make a token for a call centre that works for a union.

    Raises Missing, Refused for a union the viewer does not administer, Invalid without a name.
    """
    union = organisation_by_code(viewer=viewer, code=organisation, roles=(Role.ADMINISTRATOR,))
    called = name.strip()
    if not 2 <= len(called) <= 80:
        raise Invalid(_("请写呼叫中心的名称。"), {"name": _("2到80个字。")})
    token = PREFIX + secrets.token_urlsafe(32)
    made = CentreToken.objects.create(
        organisation=union,
        name=called,
        token_hash=_hash(token),
        hint=token[-4:],
        made_at=clock.now(),
        made_by=viewer.actor,
    )
    record(
        actor=viewer.actor,
        verb="hotline.token_made",
        subject=f"centre:{made.code}",
        details={"organisation": union.pk},
    )
    return MadeToken(made.code, token, union.name)


@transaction.atomic
def revoke_token(*, viewer: Viewer, code: str) -> None:
    """Revoke a token: nothing is taken by it from now on. Raises Missing, Conflict."""
    known = code.isascii() and code.isalnum()
    found = CentreToken.objects.select_related("organisation").filter(code=code) if known else None
    one = found.first() if found is not None else None
    if one is None or not viewer.holds(Role.ADMINISTRATOR, at=one.organisation.path):
        raise Missing(_("没有这个令牌，或者它不在您的范围内。"))
    revoked = CentreToken.objects.filter(pk=one.pk, revoked_at__isnull=True).update(
        revoked_at=clock.now(), revoked_by=viewer.actor
    )
    if revoked != 1:
        raise Conflict(_("这个令牌已经作废了。"))
    record(actor=viewer.actor, verb="hotline.token_revoked", subject=f"centre:{one.code}")


def centre_of(token: str) -> CentreToken | None:
    """Return whose token this is, None for one that is unknown or revoked."""
    if not token.startswith(PREFIX) or len(token) > 120:
        return None
    return (
        CentreToken.objects.select_related("organisation")
        .filter(token_hash=_hash(token), revoked_at__isnull=True)
        .first()
    )


@transaction.atomic
def from_call_centre(*, token: str, told: Told, key: str) -> casework.Received:
    """Take a call that a call centre hands over; the same key again gives the same receipt.

    Raises Refused for a token that does not hold, Conflict for a key that came with another call,
    Invalid, Missing as `casework.actions.receive`.
    """
    centre = centre_of(token)
    if centre is None:
        raise Refused(_("令牌无效，或者已经作废。"))
    if not _KEY.fullmatch(key):
        raise Invalid(_("幂等键不对。"), {"Idempotency-Key": _("8到120个可见的英文字符。")})
    key_mark = fingerprint(f"{centre.name}\0{key}", purpose="hotline.centre.key")
    body = json.dumps(asdict(told), ensure_ascii=False, default=str, sort_keys=True)
    body_mark = fingerprint(body, purpose="hotline.centre.body")
    # One after the other for each centre, whichever of its tokens is shown: the second of two at
    # once finds the first's row.
    same = CentreToken.objects.filter(organisation=centre.organisation, name=centre.name)
    list(same.select_for_update().order_by("pk").values_list("pk"))
    known = CentreCall.objects.filter(organisation=centre.organisation, key_mark=key_mark).first()
    if known is not None and known.body_mark != body_mark:
        raise Conflict(_("这个幂等键已经用在另一个来电上。"))
    came = take_handed_over(
        viewer=_at_desk(centre.organisation), told=told, key=f"centre:{key_mark}",
        office=centre.organisation.code,
    )  # fmt: skip
    if known is None:
        _keep(centre, key_mark, body_mark, came)
    return came


def _keep(centre: CentreToken, key_mark: str, body_mark: str, came: casework.Received) -> None:
    matter = _number(came.code)
    CentreCall.objects.create(
        organisation=centre.organisation, key_mark=key_mark, body_mark=body_mark,
        matter_id=matter, at=clock.now(),
    )  # fmt: skip
    CentreToken.objects.filter(pk=centre.pk).update(used_on=clock.today())
    record(actor=f"centre:{centre.code}", verb="hotline.handed_over", subject=f"matter:{matter}")


def _number(code: str) -> int:
    return int(Matter.objects.values_list("pk", flat=True).get(code=code))


def _at_desk(union: Organisation) -> Viewer:
    """Return whoever sits at the union's desk: nobody in particular, with an agent's post."""
    return Viewer(posts=frozenset({Post(Role.HOTLINE_AGENT, union.pk, union.path)}))


def _hash(token: str) -> str:
    """Return what is kept of a token. It is long and random, so that no slow hash is needed."""
    return sha256(token.encode()).hexdigest()
