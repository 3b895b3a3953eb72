"""Pages of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of a list."""

    rows: tuple[Row, ...]
    total: int
    page: int
    pages: int


def page_of_list(
    found: QuerySet[Any], page: int, per_page: int, row: Callable[[Any], Row]
) -> Page[Row]:
    """Return a page; one beyond the last is the last."""
    total = found.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    chosen = found[(page - 1) * per_page : page * per_page]
    return Page(tuple(row(one) for one in chosen), total, page, pages)
