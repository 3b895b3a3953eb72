"""Answers of the model kept for a while: few, in memory alone, under a hash of what was asked."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping

from niangjia.desks.answering.card import Sentence

KEPT = 15 * 60.0
"""Seconds for which an answer is kept: what was taken down since is not told for longer."""

MOST = 500
"""Answers that are kept; the oldest go first."""

Believed = Mapping[int, Sentence]


class Kept:
    """What was believed of recent answers. One for each process; safe for its threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, tuple[float, Believed]] = OrderedDict()

    def get(self, key: str) -> Believed | None:
        """Return what was kept, None where nothing is or it is too old."""
        with self._lock:
            until, believed = self._answers.get(key, (0.0, None))
            return believed if until > self._clock() else None

    def put(self, key: str, believed: Believed) -> None:
        """Keep it."""
        with self._lock:
            self._answers.pop(key, None)
            self._answers[key] = (self._clock() + KEPT, believed)
            while len(self._answers) > MOST:
                self._answers.popitem(last=False)

    def forget(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._answers.clear()
