"""Letting a model that fails rest, so that nobody waits for it again and again."""

import threading
import time
from collections.abc import Callable

FAILURES = 3
"""So many failures in a row open the circuit."""

REST = 60.0
"""Seconds for which nothing is tried then; the first try after them decides."""


class Breaker:
    """Counts failures in a row. One for each process; safe for its threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_at = 0.0

    def allows(self) -> bool:
        """Whether to try now. After a rest only one may, until it succeeded."""
        with self._lock:
            if self._failures < FAILURES:
                return True
            if self._clock() < self._closed_at:
                return False
            self._closed_at = self._clock() + REST
            return True

    def succeeded(self) -> None:
        """Note that the model answered."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Note that it did not."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._closed_at = self._clock() + REST
