"""A procedure is drawn whole, no line over another, and every word of it is safe."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from django.test import Client

from niangjia.casework.declaring import book
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.drawing.layout import lanes, ordered_states, ways
from niangjia.casework.drawing.svg import as_svg
from niangjia.casework.drawing.text import as_text
from niangjia.casework.tests.desk import AID, DESK
from niangjia.kernel.viewer import Viewer


@pytest.mark.parametrize("procedure", [DESK, AID])
def test_ways_share_a_lane_only_where_they_do_not_overlap(procedure: Procedure) -> None:
    order = [state.key for state in ordered_states(procedure)]
    drawn = lanes(order, ways(procedure))
    for one in drawn:
        for other in drawn:
            if one is not other and (one.right, one.place) == (other.right, other.place):
                mine = sorted((order.index(one.way.source), order.index(one.way.target)))
                its = sorted((order.index(other.way.source), order.index(other.way.target)))
                assert mine[1] < its[0] or its[1] < mine[0]


def test_the_text_tells_states_ways_clocks_and_endings() -> None:
    text = as_text(DESK)
    for words in (
        "示例服务（desk，第1版）",
        "[等材料]  等职工",
        "要求补材料 → 等材料（办事员，填：需要的材料、方式、最晚）",
        "暂停计时：办结时限",
        "简单当天，疑难5个工作日，特别复杂15个工作日",
        "督导员可以延长1次，每次最多5个工作日",
        "未核实",
        "办结后30日内",
        "不同的3天",
    ):
        assert words in text, words


def test_the_picture_is_well_formed_and_holds_every_state_and_way() -> None:
    strange = replace(DESK, name="<示例&>", states=DESK.states)
    tree = ElementTree.fromstring(as_svg(strange))  # noqa: S314 - our own
    words = [text.text for text in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert {state.name for state in ordered_states(DESK)} <= set(words)
    assert {str(way.number) for way in ways(DESK)} <= set(words)
    ports = [path.get("d") for path in tree.iter("{http://www.w3.org/2000/svg}path")]
    assert len(ports) == len(set(ports)) == 2 * len(ways(DESK))


@pytest.mark.django_db
def test_officers_read_it_on_a_page(client_of: Callable[[Viewer], Client], officer: Viewer) -> None:
    browser = client_of(officer)
    assert "示例援助" in browser.get("/desk/procedures/").content.decode()
    page = browser.get("/desk/procedures/desk/").content.decode()
    assert "<svg" in page
    assert "请您补交材料。" in page
    assert browser.get("/desk/procedures/nothing/").status_code == 404
    book.bind(())
    assert "还没有办事流程" in browser.get("/desk/procedures/").content.decode()
