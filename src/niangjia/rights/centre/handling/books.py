"""Every change of a centre stands in the audit trail, and is announced without anybody's name."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre.models import Centre


def note(
    viewer: Viewer,
    verb: str,
    centre: Centre,
    *,
    reason: str = "",
    tell: bool = True,
    **details: int | str | bool | None,
) -> None:
    """Record what was done at a centre, and announce it as `centre.<verb>` with numbers only."""
    told: Mapping[str, Any] = {"centre": centre.pk, **details}
    record(
        actor=viewer.actor, verb=f"centre.{verb}", subject=f"centre:{centre.pk}", reason=reason,
        details=told,
    )  # fmt: skip
    if tell:
        announce(f"centre.{verb}", [told])


def words(text: str, *, field: str, least: int = 1, most: int = 200) -> str:
    """Return what was written, trimmed. Raises Invalid where it is too short or too long."""
    said = text.strip()
    if len(said) < least:
        raise Invalid(_("还没有写清楚。"), {field: _("请填写。")})
    if len(said) > most or "\0" in said:
        raise Invalid(_("写得太长。"), {field: _("请写在{count}字以内。").format(count=most)})
    return said
