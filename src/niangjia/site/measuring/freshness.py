"""How soon what was published is found, and what was withdrawn is not.

`python -m niangjia.site.measuring.freshness PORT ROUNDS` is the part that changes the library: a
process of its own, as an import at the command line is. The house that serves learns of it through
the outbox alone.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.generator import generate
from niangjia.site.measuring.house import PATIENCE, Say, ask, environment, fill, serving
from niangjia.site.measuring.spread import spread

EVERY = 0.005
RARE = "蓝鲸灯塔"
"""Words that no made-up case has."""
PARTS = ("facts", "dispute", "result", "reasons", "lesson")
ADDRESS = "/api/v1/cases?" + urlencode({"q": f"“{RARE}”"})


def measure_freshness(*, docs: int, rounds: int, seed: int, work: Path, say: Say) -> dict[str, Any]:
    """Publish and withdraw one case `rounds` times in a library of `docs`; time until seen.

    The clock starts when the change has committed and stops when a search over HTTP shows it.
    """
    home = work / "freshness"
    fill(home, docs=docs, seed=seed, say=say)
    with serving(home) as port:
        say("计时：发布与撤回")
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-m", __name__, str(port), str(rounds)],
            env=environment(home) | {"DJANGO_SETTINGS_MODULE": "niangjia.site.settings"},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    times: dict[str, list[float]] = json.loads(done.stdout)
    return {"rounds": rounds, **{name: spread(seconds) for name, seconds in times.items()}}


def change_and_watch(port: int, rounds: int) -> dict[str, list[float]]:
    """Publish and withdraw a case again and again; return the seconds until each was seen."""
    from niangjia.rights.caselaw import actions  # noqa: PLC0415 - after django.setup()

    viewer = Viewer(operator="benchmark")
    code = _case_with_rare_words(viewer, port)
    actions.withdraw_case(viewer=viewer, code=code, reason="测量")
    _until(port, shown=False)
    _interpret(viewer, code)
    times: dict[str, list[float]] = {"published": [], "withdrawn": []}
    for _ in range(rounds):
        actions.publish_cases(viewer=viewer, codes=[code])
        times["published"].append(_until(port, shown=True))
        actions.withdraw_case(viewer=viewer, code=code, reason="测量")
        times["withdrawn"].append(_until(port, shown=False))
        actions.restore_case(viewer=viewer, code=code, reason="测量")
    return times


def _interpret(viewer: Viewer, code: str) -> None:
    """Walk the withdrawn case, which came from a trusted source, to where it can be published."""
    from niangjia.rights.caselaw import actions  # noqa: PLC0415 - after django.setup()

    words = dict.fromkeys(PARTS, "测量用的解读，说的是一件编造的事情，没有别的内容。")
    actions.restore_case(viewer=viewer, code=code, reason="测量")
    actions.hand_in(viewer=viewer, code=code, content=words)
    actions.check(viewer=Viewer(operator="benchmark-checker"), codes=[code])


def _case_with_rare_words(viewer: Viewer, port: int) -> str:
    from niangjia.rights.caselaw import actions  # noqa: PLC0415 - after django.setup()

    text = next(generate(count=1, seed=0)).text
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "case.txt"
        file.write_text(f"{RARE}修造厂的一件事\n{text}", encoding="utf-8")
        actions.import_cases(viewer=viewer, sources=[file], publish=True, held_by=None)
    _until(port, shown=True)
    _, body = ask(port, ADDRESS)
    code: str = json.loads(_plain(body))["hits"][0]["id"]
    return code


def _until(port: int, *, shown: bool) -> float:
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        _, body = ask(port, ADDRESS)
        found = json.loads(_plain(body))["total"] > 0
        if found == shown:
            return time.perf_counter() - began
        time.sleep(EVERY)
    raise TimeoutError("the change was never seen")


def _plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "niangjia.site.settings")
    django.setup()
    print(json.dumps(change_and_watch(int(sys.argv[1]), int(sys.argv[2]))))  # noqa: T201 - the result
