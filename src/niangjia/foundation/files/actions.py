"""Keeping and deleting files. Whose they are, and who may, the room that owns them has decided."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.foundation.files import cabinet
from niangjia.foundation.files.models import KeptFile
from niangjia.foundation.files.rules.dangers import demand_harmless
from niangjia.foundation.files.rules.kinds import IMAGES, kind_of
from niangjia.foundation.files.rules.pictures import made_anew
from niangjia.foundation.ledger.actions import record
from niangjia.foundation.sealing.boxes import sealed
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.identifiers import public_code

LARGEST = 20 * 1024 * 1024
MOST_FILES = 30
MOST_TOGETHER = 150 * 1024 * 1024
"""Bytes of one file, files and bytes of one owner."""

ORPHANED_AFTER = timedelta(days=1)


@transaction.atomic
def keep(*, actor: str, owner: str, name: str, data: bytes, until: date | None = None) -> KeptFile:
    """Keep a file for its owner, and return it.

    `until` is the last day it is kept, None while nobody knows. Raises Invalid for a kind that is
    not taken, for what is dangerous, empty or too large; Conflict for too many.
    """
    _check_size(data)
    kind = kind_of(data)
    demand_harmless(data, kind)
    kept = made_anew(data, kind) if kind in IMAGES else data
    _check_room(owner, len(kept))
    code = public_code()
    cabinet.put(code, kept)  # before the row: without its row a box is thrown away in a day
    made = KeptFile.objects.create(
        code=code,
        owner=owner,
        kind=kind.value,
        sealed_name=sealed(_plain(name), about=f"file:{code}:name"),
        size=len(kept),
        kept_by=actor,
        kept_at=clock.now(),
        keep_until=until,
    )
    record(
        actor=actor,
        verb="file.kept",
        subject=f"file:{made.pk}",
        details={"owner": owner, "kind": made.kind, "size": made.size},
    )
    return made


@transaction.atomic
def remove(*, actor: str, owners: Collection[str], code: str, reason: str) -> None:
    """Delete a file of one of these owners.

    Raises Missing for one that is not there or another's, Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid(_("请写明原因。"), {"reason": _("请写明为什么要删。")})
    found = (
        KeptFile.objects.select_for_update()
        .filter(code=code, owner__in=owners, deleted_at=None)
        .first()
    )
    if found is None:
        raise Missing(_("没有这个文件，或者已经删除。"))
    _remove(found, actor, reason.strip()[:200])


@transaction.atomic
def keep_until(*, actor: str, owner: str, until: date | None) -> int:
    """Set the last day on which an owner's files are kept, or none; return how many they are."""
    changed = KeptFile.objects.filter(owner=owner, deleted_at=None).update(keep_until=until)
    if changed:
        record(
            actor=actor,
            verb="file.retention_set",
            subject=owner,
            details={"files": changed, "until": until.isoformat() if until else ""},
        )
    return changed


def sweep() -> int:
    """Delete what has been kept long enough, and boxes that never got a row; return how many."""
    over = KeptFile.objects.filter(deleted_at=None, keep_until__lt=clock.today())
    gone = 0
    for number in list(over.order_by("pk").values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            one = KeptFile.objects.select_for_update().get(pk=number)
            if one.deleted_at is None:
                _remove(one, "house", "保存期满")
                gone += 1
    before = clock.now() - ORPHANED_AFTER
    lying = set(cabinet.codes_older_than(before.timestamp()))
    known = KeptFile.objects.filter(deleted_at=None).values_list("code", flat=True)
    for code in lying.difference(known):
        cabinet.throw_away(code)
        gone += 1
    return gone


def _remove(one: KeptFile, actor: str, reason: str) -> None:
    KeptFile.objects.filter(pk=one.pk).update(deleted_at=clock.now(), sealed_name=b"", size=0)
    record(actor=actor, verb="file.deleted", subject=f"file:{one.pk}", reason=reason)
    transaction.on_commit(lambda: cabinet.throw_away(one.code))


def _check_size(data: bytes) -> None:
    if not data:
        raise Invalid(_("文件是空的。"), {"file": _("文件是空的。")})
    if len(data) > LARGEST:
        said = _("文件太大，一个最多{count}兆。").format(count=LARGEST // 1024 // 1024)
        raise Invalid(said, {"file": said})


def _check_room(owner: str, size: int) -> None:
    sizes = list(KeptFile.objects.filter(owner=owner, deleted_at=None).values_list("size"))
    if len(sizes) >= MOST_FILES or sum(one for (one,) in sizes) + size > MOST_TOGETHER:
        raise Conflict(
            _("这件事的文件已经太多：最多{count}个，一共{size}兆。").format(
                count=MOST_FILES, size=MOST_TOGETHER // 1024 // 1024
            )
        )


def _plain(name: str) -> str:
    """Return a name to show: its last part, without control characters, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(one for one in last if one.isprintable())[:120] or "文件"
