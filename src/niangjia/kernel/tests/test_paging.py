from hypothesis import given
from hypothesis import strategies as st

from niangjia.kernel.paging import pager


def _numbers(page: int, pages: int) -> list[int | None]:
    return [None if link.is_gap else link.number for link in pager(page, pages, str).links]


def test_the_ends_and_the_neighbours_are_offered() -> None:
    assert _numbers(1, 1) == [1]
    assert _numbers(5, 9) == [1, None, 4, 5, 6, None, 9]
    assert _numbers(1, 9) == [1, 2, None, 9]


def test_a_gap_of_one_page_is_that_page() -> None:
    assert _numbers(4, 7) == [1, 2, 3, 4, 5, 6, 7]


@given(st.data())
def test_every_page_can_be_reached_step_by_step(data: st.DataObject) -> None:
    pages = data.draw(st.integers(1, 300))
    page = data.draw(st.integers(1, pages))
    offered = pager(page, pages, str)
    assert offered.previous == (str(page - 1) if page > 1 else "")
    assert offered.next == (str(page + 1) if page < pages else "")
    numbers = [link.number for link in offered.links if not link.is_gap]
    assert numbers == sorted(set(numbers))
    assert {1, page, pages} <= set(numbers)
    assert [link.number for link in offered.links if link.is_current] == [page]
