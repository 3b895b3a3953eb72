"""The engine measured in a house of its own, in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from niangjia.site.measuring.house import environment


def measure_casework(*, matters: int, work: Path) -> dict[str, Any]:
    """Return what `niangjia.casework.bench` finds with so many matters on SQLite under `work`."""
    done = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "niangjia.casework.bench", str(matters)],
        env=environment(work) | {"DJANGO_SETTINGS_MODULE": "niangjia.site.settings"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured
