"""A tree of ten thousand unions is as readable as a small one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def step(number: int) -> str:
    digits = ""
    for _ in range(4):
        number, rest = divmod(number, 36)
        digits = ALPHABET[rest] + digits
    return digits


@pytest.fixture
def many(unions: Any) -> int:
    """Nine hundred streets in a row below the county, ten grassroots unions below each."""
    county, rows = unions.county, []
    for street in range(900):
        path = county.path + step(1000 + street)
        rows.append(_row(f"街道{street}（示例）", path, "township", 10))
        rows += [
            _row(f"单位{street}-{number}（示例）", path + step(number + 1), "grassroots", 0)
            for number in range(10)
        ]
    Organisation.objects.bulk_create(rows, batch_size=500)
    Employer.objects.bulk_create(
        Employer(name=f"示例单位{number}", region_code="370202", industry="C")
        for number in range(2000)
    )
    return len(rows)


def _row(name: str, path: str, level: str, below: int) -> Organisation:
    return Organisation(
        name=name,
        path=path,
        depth=len(path) // 4,
        numchild=below,
        level=level,
        region_code="370202",
    )


@pytest.mark.parametrize(
    "where",
    ["tree", "tree?q=街道1", "organisation", "organisation?page=9", "below", "employers?page=40"],
)
def test_few_questions_to_the_database_and_a_short_page(
    where: str,
    many: int,
    unions: Any,
    house_administrator: Viewer,
    client_of: Callable[[Viewer], Client],
) -> None:
    assert many == 9900
    name, _, query = where.partition("?")
    codes = [unions.county.code] if name in {"organisation", "below"} else []
    client = client_of(house_administrator)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{reverse(f'organisations:{name}', args=codes)}?{query}")
    assert answer.status_code == 200
    assert len(asked) <= 10, [one["sql"][:100] for one in asked]
    assert len(answer.content) < 100_000
