"""What tests have another process do with an index: `elsewhere WHAT ENGINE FOLDER ...`.

rebuild COUNT PAUSE: build anew with COUNT documents, PAUSE seconds between them; tell how many
were handed over, every hundred. ask UNTIL: ask without end until the file UNTIL is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from niangjia.foundation.search.embedded import rebuilding
from niangjia.foundation.search.port import Document, SearchIndex, SearchRequest
from niangjia.foundation.search.query import parse
from niangjia.foundation.search.tests.conftest import ENGINES, LEXICON, SPEC
from niangjia.foundation.search.tests.documents import document


def start(what: str, engine: str, folder: Path, *rest: object) -> subprocess.Popen[str]:
    """Start another process that does `what`."""
    command = [sys.executable, "-m", __name__, what, engine, str(folder), *map(str, rest)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def all_documents(count: int, pause: float = 0.0) -> Iterator[Document]:
    """Yield `count` documents about unpaid wages, the same each time."""
    for number in range(count):
        time.sleep(pause)
        yield document(f"n{number}", f"某公司拖欠工资{number}元。")


def _rebuild(index: SearchIndex, count: str, pause: str) -> None:
    def documents() -> Iterator[Document]:
        for number, made in enumerate(all_documents(int(count), float(pause))):
            if number % 100 == 0:
                print(number, flush=True)  # noqa: T201 - read by the test
            yield made

    rebuilding.CHECKPOINT_SECONDS = 0.1
    index.rebuild(documents())


def _ask(index: SearchIndex, until: str) -> None:
    """Ask as a reader does; an answer without hits is as wrong as an error."""
    asked = 0
    request = SearchRequest(parse("欠薪", LEXICON), facets=("region",))
    while not Path(until).exists():
        response = index.search(request)
        asked += 1
        time.sleep(0.005)  # leaves the others some of the machine
        if not response.hits or response.relaxed:
            raise SystemExit(f"empty answer after {asked}")
    sys.stdout.write(f"{asked}\n")


if __name__ == "__main__":
    what, engine, folder, *rest = sys.argv[1:]
    index = ENGINES[engine](Path(folder), SPEC, LEXICON)
    if what == "rebuild":
        _rebuild(index, *rest)
    else:
        _ask(index, *rest)
