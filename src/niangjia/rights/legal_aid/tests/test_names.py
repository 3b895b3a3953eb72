"""The same party is known again, exactly or nearly; another is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.legal_aid.rules.names import core, exact, is_credit_code, near

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=4, max_size=9)


def alike(one: str, other: str) -> bool:
    return exact(one) == exact(other) or not near(one).isdisjoint(near(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青岛银杏软件有限公司", "青岛银杏软件有限责任公司"),
        ("青岛市银杏软件有限公司", "银杏软件公司"),
        ("青岛银杏软件有限公司", "青岛银否软件有限公司"),
        ("山东省青岛市市南区海角餐饮店", "海角餐饮店"),
        ("91370202MA0EXAMPTB", "９１３７０２０２ma0examptb"),
        ("示例甲", "示例 甲"),
    ],
)
def test_what_is_nearly_the_same(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("青岛银杏软件有限公司", "青岛红砖建筑劳务有限公司"),
        ("青岛银杏软件有限公司", "青岛银杏物业有限公司"),
        ("91370202MA0EXAMPTB", "91370202MA0EXAMPTC"),
        ("王一", "王二"),
    ],
)
def test_what_is_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_a_credit_code_is_known_for_what_it_is() -> None:
    assert is_credit_code("91370202MA0EXAMPTB")
    assert not is_credit_code("青岛银杏软件有限公司")
    assert near("91370202MA0EXAMPTB") == frozenset()


def test_a_name_that_is_all_place_and_form_keeps_something() -> None:
    assert core("青岛公司") == "青岛"


@given(CHINESE, st.integers(0, 8))
def test_one_character_more_or_less_is_near(name: str, at: int) -> None:
    heart = core(name)
    shorter = heart[: at % len(heart)] + heart[at % len(heart) + 1 :]
    assert shorter in near(name) or len(heart) < 4
