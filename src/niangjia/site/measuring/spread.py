"""A row of times, in the few numbers that are quoted."""

import statistics
from collections.abc import Sequence


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Return median, 99th percentile and worst in milliseconds."""
    times = sorted(second * 1000 for second in seconds)
    return {
        "p50_ms": round(statistics.median(times), 2),
        "p99_ms": round(times[min(len(times) - 1, int(len(times) * 0.99))], 2),
        "max_ms": round(times[-1], 2),
    }
