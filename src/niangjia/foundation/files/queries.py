"""What is kept for an owner, and links that open it for minutes.

Whether somebody may see an owner's files the owner's room has asked before it calls this.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from niangjia.foundation.files import cabinet
from niangjia.foundation.files.models import KeptFile
from niangjia.foundation.files.rules.kinds import MEDIA, Kind
from niangjia.foundation.sealing.boxes import opened
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import Viewer

LINK_LASTS = timedelta(minutes=5)
_SALT = "niangjia.files.link"


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file in a list, with the link that opens it for this viewer.

    `is_inner` says that it is the second owner's.
    """

    code: str
    name: str
    kind: str
    size: int
    kept_at: datetime
    link: str
    is_inner: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's content with what a browser needs to know of it."""

    name: str
    media: str
    data: bytes


def files_of(*, viewer: Viewer, owner: str, inner: str = "") -> tuple[FileShown, ...]:
    """Return an owner's files, oldest first, with links for this viewer alone.

    With `inner` those of a second owner too, after the first's.
    """
    kept = list(KeptFile.objects.filter(owner__in=[owner, inner], deleted_at=None).order_by("pk"))
    kept.sort(key=lambda one: one.owner != owner)
    return tuple(
        FileShown(
            code=one.code,
            name=_name(one),
            kind=one.kind,
            size=one.size,
            kept_at=one.kept_at,
            link=link_to(viewer, one.code),
            is_inner=one.owner == inner,
        )
        for one in kept
    )


def has_file(*, owners: Collection[str], code: str) -> bool:
    """Whether one of these owners has a file of this code."""
    return KeptFile.objects.filter(code=code, owner__in=owners, deleted_at=None).exists()


def link_to(viewer: Viewer, code: str) -> str:
    """Return an address that opens a file for some minutes, and for this viewer alone."""
    token = signing.dumps([code, viewer.actor], salt=_SALT)
    return reverse("files:open", args=[token])


def opened_by_link(*, viewer: Viewer, token: str) -> Opened:
    """Return the file that a link opens.

    Raises Missing for a link that is not ours, too old, or another's, and for a deleted file: all
    look the same.
    """
    try:
        code, actor = signing.loads(token, salt=_SALT, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        raise _missing() from None
    found = KeptFile.objects.filter(code=code, deleted_at=None).first()
    if found is None or actor != viewer.actor:
        raise _missing()
    return Opened(_name(found), MEDIA[Kind(found.kind)], cabinet.content(found.code))


def _name(one: KeptFile) -> str:
    name = opened(bytes(one.sealed_name), about=f"file:{one.code}:name")
    ending = f".{one.kind}"
    return name if name.lower().endswith((ending, ".jpeg" if one.kind == "jpg" else ending)) else (
        name.rsplit(".", 1)[0] + ending
    )  # fmt: skip


def _missing() -> Missing:
    return Missing(_("这个链接已经失效，请回到事项页面重新打开。"))


def content_of(*, owners: Collection[str], code: str) -> Opened:
    """Return a file of one of these owners, for a room that packs it with others.

    Raises Missing for one that is not there, deleted, or another's.
    """
    found = KeptFile.objects.filter(code=code, owner__in=owners, deleted_at=None).first()
    if found is None:
        raise Missing(_("没有这个文件，或者已经删除。"))
    return Opened(_name(found), MEDIA[Kind(found.kind)], cabinet.content(found.code))
