from collections.abc import Callable, Iterator
from typing import Any

import pytest

from niangjia.casework.declaring import book
from niangjia.casework.tests.desk import AID, DESK
from niangjia.kernel.viewer import Role, Viewer


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    before = book.bound()
    book.bind((DESK, AID))
    yield
    book.bind(before)


@pytest.fixture
def second_officer(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """Another officer of the county union here."""
    return person("示例办事员乙", (Role.OFFICER, unions.county))


@pytest.fixture
def city_officer(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """An officer of the city union, above the county's."""
    return person("示例市办事员", (Role.OFFICER, unions.city))
