"""The index says what the database says: after changes, after faults, after a rebuild."""

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from niangjia.foundation.search.port import IndexMissing
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.caselaw import indexing, queries
from niangjia.rights.caselaw.findings import CaseFilters
from niangjia.rights.caselaw.models import Case, CaseState, Digest

pytestmark = pytest.mark.django_db

MakeCase = Callable[..., Case]


@pytest.fixture
def make_case() -> MakeCase:
    def make(text: str, **fields: Any) -> Case:
        defaults: dict[str, Any] = {
            "title": "某公司劳动争议案",
            "text_hash": hashlib.sha256(text.encode()).hexdigest(),
            "source_key": text[:40],
            "region_code": "370202",
            "date": date(2024, 5, 6),
            "body": "basic_court",
            "issue": "unpaid_wages",
            "outcome": "supported",
            "awarded": Decimal("12000"),
            "state": CaseState.PUBLISHED,
            "published_at": clock.now(),
            "masked_by": "operator:示例",
        }
        return Case.objects.create(text=text, **(defaults | fields))

    return make


def follow(*cases: Case) -> None:
    indexing.follow_in_index([{"cases": [case.pk]} for case in cases])


def found(text: str, **filters: Any) -> list[str]:
    results = queries.search_cases(viewer=STRANGER, text=text, filters=CaseFilters(**filters))
    return [hit.code for hit in results.hits]


def test_of_two_alike_the_one_told_in_plain_words_comes_first(make_case: MakeCase) -> None:
    bare = make_case("王某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    told = make_case("李某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    parts = dict.fromkeys(("facts", "dispute", "result", "reasons", "lesson"), "写给工友看的话。")
    Digest.objects.create(case=told, **parts)
    follow(bare, told)
    assert found("钢筋工被拖欠工资") == [told.code, bare.code]
    assert found("“珊瑚灯塔”") == [], "being told in plain words is not what was asked for"


def test_a_published_case_is_found_and_an_imported_one_is_not(make_case: MakeCase) -> None:
    public = make_case("王某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    hidden = make_case("李某送外卖，公司拖欠两个月工资一直不给。", state=CaseState.IMPORTED)
    follow(public, hidden)
    assert found("拖欠工资") == [public.code]
    assert indexing.verify().is_none


def test_a_case_taken_back_is_gone_from_the_index(make_case: MakeCase) -> None:
    case = make_case("王某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    follow(case)
    Case.objects.update(
        state=CaseState.WITHDRAWN, withdrawn_reason="当事人要求", withdrawn_at=clock.now()
    )
    assert found("拖欠工资") == []  # hidden at once, even before the index has heard of it
    follow(case)
    assert indexing.index().count() == 0
    assert indexing.verify().is_none


def test_an_event_delivered_twice_or_late_changes_nothing(make_case: MakeCase) -> None:
    case = make_case("王某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    follow(case, case)
    follow(case)
    assert indexing.index().count() == 1


def test_a_case_deleted_before_its_event_arrived_is_no_error(make_case: MakeCase) -> None:
    case = make_case("王某在工地做钢筋工，公司拖欠三个月工资一直不给。")
    indexing.follow_in_index([{"cases": [case.pk, case.pk + 1000]}])
    assert indexing.index().count() == 1


def test_verify_finds_what_is_missing_stale_and_too_much_and_puts_it_right(
    make_case: MakeCase,
) -> None:
    missing, stale, surplus = (
        make_case(f"{name}在工地做工，公司拖欠三个月工资一直不给。")
        for name in ("王某", "李某", "张某")
    )
    follow(stale, surplus)
    Case.objects.filter(pk=stale.pk).update(title="另一个标题")
    Case.objects.filter(pk=surplus.pk).update(state=CaseState.IMPORTED)
    drift = indexing.verify()
    assert (drift.missing, drift.stale, drift.surplus) == (
        (missing.code,),
        (stale.code,),
        (surplus.code,),
    )
    assert not indexing.verify(repair=True).is_none
    assert indexing.verify().is_none
    assert set(found("拖欠工资")) == {missing.code, stale.code}


def test_before_setup_searching_says_that_the_index_is_missing() -> None:
    assert indexing.index_is_missing()
    with pytest.raises(IndexMissing):
        found("工资")
    indexing.ensure_index()
    assert found("工资") == []


def test_a_rebuild_holds_exactly_what_is_public(make_case: MakeCase) -> None:
    for number in range(7):
        make_case(f"第{number}号工地，公司拖欠三个月工资一直不给。")
    make_case("还没有公布的案例，公司拖欠工资。", state=CaseState.IMPORTED)
    assert indexing.rebuild() == 7
    assert indexing.verify().is_none


@pytest.mark.parametrize(
    ("filters", "hits"),
    [
        ({"regions": frozenset({"370000"})}, 1),
        ({"regions": frozenset({"370200"})}, 1),
        ({"regions": frozenset({"330000"})}, 0),
        ({"years": frozenset({2024})}, 1),
        ({"years": frozenset({2023})}, 0),
        ({"issues": frozenset({"overtime"})}, 1),
        ({"issues": frozenset({"women"})}, 0),
        ({"outcomes": frozenset({"supported", "partly"})}, 1),
        ({"bodies": frozenset({"arbitration"})}, 0),
        ({"amount_from": Decimal(10000)}, 1),
        ({"amount_to": Decimal(10000)}, 0),
    ],
)
def test_every_filter_filters(make_case: MakeCase, filters: dict[str, Any], hits: int) -> None:
    follow(make_case("公司拖欠三个月工资，也不给加班费。", other_issues=["overtime"]))
    assert len(found("", **filters)) == hits


def test_pages_run_to_the_end_without_repeating(make_case: MakeCase) -> None:
    cases = [make_case(f"第{number}号工地，公司拖欠三个月工资一直不给。") for number in range(23)]
    follow(*cases)
    seen: list[str] = []
    for page in (1, 2, 3):
        results = queries.search_cases(viewer=STRANGER, text="拖欠工资", page=page)
        assert (results.total, results.pages, results.page) == (23, 3, page)
        seen += [hit.code for hit in results.hits]
    assert sorted(seen) == sorted(case.code for case in cases)
    assert queries.search_cases(viewer=STRANGER, text="拖欠工资", page=99).page == 3


def test_what_was_looked_for_stands_out_in_the_words_of_the_case(make_case: MakeCase) -> None:
    follow(make_case("原告王某诉称，被告公司拖欠三个月工資，请求支付。"))
    hit = queries.search_cases(viewer=STRANGER, text="“工资”").hits[0]
    assert [s.text for passage in hit.passages for s in passage if s.is_hit] == ["工資"]


def test_a_dismissal_in_pregnancy_is_found_however_far_apart_it_is_told(
    make_case: MakeCase,
) -> None:
    told = "莫某把怀孕的检查记录发给人事。八月底公司说要优化岗位，当天就解除劳动合同。"
    both = make_case(told, issue="women")
    follow(both, make_case("产假工资没有照发。", issue="women"), make_case("公司解除劳动合同。"))
    assert found("怀孕被辞退")[0] == both.code


def test_where_and_as_what_somebody_works_does_not_outweigh_what_is_asked(
    make_case: MakeCase,
) -> None:
    wages = make_case("木工在工地干活，公司拖欠三个月工资。", region_code="330100")
    other = make_case("骑手送外卖，与平台争劳动关系。", issue="relationship")
    follow(wages, other)
    assert found("我在青岛当骑手，老板拖欠工资怎么办")[0] == wages.code


def test_where_nothing_matched_the_story_is_shown_and_not_the_parties(make_case: MakeCase) -> None:
    text = "【原告】甲公司 【被告】乙\n本院经审理查明：被告在厂里做工，双方没有争执。"
    follow(make_case(text, issue="leave"))
    (passage,) = queries.search_cases(viewer=STRANGER, text="年假过期作废").hits[0].passages
    assert "甲公司" not in "".join(stretch.text for stretch in passage)
