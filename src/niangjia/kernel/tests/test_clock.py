from datetime import UTC, date, datetime

import pytest

from niangjia.kernel import clock


def test_a_day_is_a_day_in_china() -> None:
    with clock.stopped_at(datetime(2026, 3, 1, 16, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 3, 2)


def test_stopped_time_runs_on_afterwards() -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    with clock.stopped_at(moment):
        assert clock.now() == moment
    assert clock.now() > moment


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.stopped_at(datetime(2026, 1, 1)):  # noqa: DTZ001 - that is the point
        pass
