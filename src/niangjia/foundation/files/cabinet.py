"""Where the content lies: one encrypted box a file, in the folder the settings name."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from niangjia.foundation.sealing.boxes import opened_bytes, sealed_bytes
from niangjia.kernel.errors import Missing


def put(code: str, data: bytes) -> None:
    """Write the content of a file, on the disk before this returns."""
    place = _place(code)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as box:
        box.write(sealed_bytes(data, about=f"file:{code}"))
        box.flush()
        os.fsync(box.fileno())
    Path(box.name).replace(place)
    _sync(place.parent)


def content(code: str) -> bytes:
    """Return the content of a file. Raises Missing, Unavailable where it cannot be opened."""
    try:
        box = _place(code).read_bytes()
    except FileNotFoundError:
        raise Missing("这个文件已经不在了。") from None
    return opened_bytes(box, about=f"file:{code}")


def throw_away(code: str) -> None:
    """Delete the content of a file; it may be gone already."""
    _place(code).unlink(missing_ok=True)


def codes_older_than(moment: float) -> list[str]:
    """Return the codes of what lies here since before a moment (seconds since 1970)."""
    root = Path(settings.NIANGJIA_FILES)
    if not root.is_dir():
        return []
    return [box.name for box in root.glob("??/*") if box.is_file() and box.stat().st_mtime < moment]


def _place(code: str) -> Path:
    return Path(settings.NIANGJIA_FILES) / code[:2] / code


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
