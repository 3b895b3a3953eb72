"""Whether aid must be given before everything is looked at: a day is near, or things may vanish."""

from datetime import date

NEAR = 7
"""Days: fewer than these until a period of law is over (法律援助法 art. 44 no. 1)."""


def is_near(last_day: date | None, today: date) -> bool:
    """Whether fewer than seven days are left until the last day of a period, or none.

    A period that is over counts as well: a lawyer looks whether it was suspended or interrupted.
    """
    return last_day is not None and (last_day - today).days < NEAR


def near_words(last_day: date, today: date) -> str:
    """Return how near the day is, in plain words."""
    left = (last_day - today).days
    if left < 0:
        return f"已经过了{-left}天"
    return f"还有{left}天" if left else "就是今天"
