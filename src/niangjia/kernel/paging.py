"""Which pages of a long list a reader is offered to go to."""

from collections.abc import Callable
from dataclasses import dataclass

NEAR = 1
"""How many pages on each side of the present one are offered."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to go to, or with `is_gap` some that are left out."""

    number: int
    address: str
    is_current: bool = False
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The first, the last and the nearest pages; `previous` and `next` are "" at the ends."""

    page: int
    pages: int
    links: tuple[PageLink, ...]
    previous: str
    next: str


def pager(page: int, pages: int, address: Callable[[int], str]) -> Pager:
    """Return the pages to offer on `page` of `pages` (both from 1); `address` gives their links."""
    links: list[PageLink] = []
    before = 0
    near = range(max(1, page - NEAR), min(pages, page + NEAR) + 1)
    for number in sorted({1, pages, *near}):
        if number - before == 2:
            links.append(PageLink(number - 1, address(number - 1)))
        elif number - before > 2:
            links.append(PageLink(0, "", is_gap=True))
        links.append(PageLink(number, address(number), is_current=number == page))
        before = number
    return Pager(
        page=page,
        pages=pages,
        links=tuple(links),
        previous=address(page - 1) if page > 1 else "",
        next=address(page + 1) if page < pages else "",
    )
