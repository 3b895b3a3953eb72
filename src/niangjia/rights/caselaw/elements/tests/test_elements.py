"""What a sentence states is told from the words courts use; every case here is made up."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from niangjia.rights.caselaw.elements import elements_of
from niangjia.rights.caselaw.elements.features import features_of
from niangjia.rights.caselaw.elements.labels import labels, told_by_rules
from niangjia.rights.caselaw.elements.model import WEIGHTS, load, shipped
from niangjia.rights.caselaw.elements.passages import passages_of
from niangjia.rights.caselaw.elements.sentences import plain, sentences_of
from niangjia.rights.caselaw.elements.signs import names, read_signs

COMMON = {
    "被告于2021年3月5日解除了与原告的劳动关系。": "dismissed",
    "被告于本判决生效之日起十日内支付原告2021年1月工资5,000元。": "pay_wages",
    "被告应向原告支付解除劳动合同的经济补偿金12,000元。": "pay_severance",
    "被告至今仍拖欠原告工资8,000元。": "wages_short",
    "本院认为，原告与被告之间存在劳动关系。": "employed",
    "原告入职后，被告一直未与原告签订书面劳动合同。": "no_contract",
    "2019年5月1日，双方签订了书面劳动合同，合同期限三年。": "contract_signed",
    "请求判令被告支付原告加班工资6,000元。": "pay_overtime",
    "被告应支付原告未签订书面劳动合同的二倍工资差额33,000元。": "pay_double",
    "被告支付原告一次性伤残补助金28,000元。": "pay_injury",
}
RARE = {
    "原告的该项请求未经仲裁前置程序，本院不予处理。": "not_arbitrated",
    "原告请求判令无需支付违法解除劳动合同赔偿金。": "no_unlawful_pay",
    "公司因经营困难决定裁员二十人。": "layoff",
    "原告无需支付被告年终奖10,000元。": "no_bonus",
    "入职时公司收取押金2,000元。": "took_money",
    "原告从事井下作业，属于特殊工种。": "hazardous_work",
    "被告应支付丧葬补助金和供养亲属抚恤金。": "pay_death",
    "公司提前三十日以书面形式通知了原告。": "notice_given",
    "该公司已于2020年注销。": "firm_gone",
    "双方在仲裁委的主持下自愿达成调解协议。": "settled",
}


@pytest.mark.parametrize(("sentence", "code"), [*COMMON.items(), *RARE.items()])
def test_each_element_is_told_where_it_is_stated_plainly(sentence: str, code: str) -> None:
    assert code in {element.code for element in elements_of(sentence)}


def test_every_element_is_tried() -> None:
    assert {*COMMON.values(), *RARE.values()} == {label.code for label in labels()}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("原告请求判令无需支付被告工资5,000元。", "pay_wages"),
        ("驳回原告要求支付经济补偿金的诉讼请求。", "pay_severance"),
        ("原告与被告之间不存在劳动关系。", "employed"),
        ("案件受理费10元，由被告负担。", "pay_wages"),
    ],
)
def test_a_denial_is_no_statement(sentence: str, code: str) -> None:
    assert code not in {element.code for element in elements_of(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "三、关于未签订书面劳动合同二倍工资的问题。",
        "原、被告之间是否存在劳动关系。",
        "驳回原告要求支付加班工资5,000元的诉讼请求。",
        "故对原告要求支付经济补偿金的请求，本院不予支持。",
        "用人单位违法解除劳动合同的，应当支付经济补偿金。",
        "（二）未及时足额支付劳动报酬的；",
    ],
)
def test_a_heading_a_rejection_and_the_law_state_nothing(sentence: str) -> None:
    assert not elements_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("原告从未向被告收取保证金。", "took_money"),
        ("被告应支付货款及赔偿金3,000元，无事实依据。", "no_unlawful_pay"),
        ("上述事实，有解除劳动合同通知书等证据在案证实，原告于5月收到。", "notice_given"),
    ],
)
def test_rules_are_not_led_on_by_a_word(sentence: str, code: str) -> None:
    assert code not in {element.code for element in elements_of(sentence)}


def test_an_element_knows_its_place_in_the_text() -> None:
    text = "原告诉称：\n  被告至今仍拖欠原告工资8,000元。\n\n本案受理费10元。"
    (element,) = elements_of(text)
    assert text[element.start : element.end] == "被告至今仍拖欠原告工资8,000元。"
    assert element.name == "未足额支付劳动报酬"
    assert 0 < element.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "。", "？！", "a", "\r\n\x00", "𠮷" * 50, "，，，；"]
)
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in elements_of(text))


def test_sentences_cover_the_text_in_order() -> None:
    text = "一、支付工资；二、驳回“其他请求。”\n第三行没有句号"
    found = list(sentences_of(text))
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert "".join(one.text for one in found) == text.replace("\n", "")


def test_sums_and_dates_are_all_spelled_the_same() -> None:
    assert plain("2021年3月，支付12,345.6元，") == "0年0月，支付0元，"


def test_signs_stay_within_their_sentence_and_clause() -> None:
    seen = read_signs(["被告解除", "劳动合同，拖欠工资。"])
    whole = seen.of_sentences()
    number = {name: place for place, name in enumerate(names())}
    assert not whole[:, number["ending"]].any()
    assert whole[:, number["owed"]].tolist() == [False, True]
    assert seen.clauses[:, number["owed"]].tolist() == [False, False, True, False]


def test_every_sign_of_a_rule_is_written_down() -> None:
    for label in labels():
        assert label.ways
        for way in label.ways:
            assert way.needs, label.code
            assert max((*way.needs, *way.bars)) < len(names())


def test_a_sentence_reads_the_same_alone_and_after_another_of_its_voice() -> None:
    """Features of one sentence do not run into the next."""
    one, other = "原告入职。", "被告拖欠工资。"
    alone, both = features_of([one]), features_of([one, other])
    assert both.ids[both.rows == 0].tolist() == alone.ids.tolist()


def test_rules_read_every_row() -> None:
    table = np.zeros((3, len(names())), dtype=np.bool_)
    table[1, names().index("layoff")] = True
    told = told_by_rules(table, table)
    assert [labels()[column].code for column in np.flatnonzero(told[1])] == ["layoff"]
    assert not told[[0, 2]].any()


def test_a_bar_anywhere_in_the_sentence_counts() -> None:
    there = np.zeros((1, len(names())), dtype=np.bool_)
    there[0, names().index("layoff")] = True
    around = there.copy()
    around[0, names().index("article")] = True
    assert told_by_rules(there, there).any()
    assert not told_by_rules(there, around).any()


def test_passages_are_clauses_neighbours_and_the_whole() -> None:
    seen = read_signs(["一，二，三。", "四。", "，"])
    blank = np.array([not words.strip("，。\n") for words in seen.words])
    passages = passages_of(seen.owner, blank)
    words = passages.words(seen.words)
    assert words[:6] == ["一，", "二，", "三。", "一，二，", "二，三。", "一，二，三。"]
    assert words[6:] == ["四。", "，"]
    assert passages.owner.tolist() == [0, 0, 0, 0, 0, 0, 1, 2]
    assert passages.short().tolist() == [True] * 5 + [False, True, True]


def test_what_is_true_of_a_clause_is_true_of_the_passages_around_it() -> None:
    seen = read_signs(["一，拖欠工资，三。"])
    passages = passages_of(seen.owner, np.array([False, False, False, True]))
    owed = passages.any_of(seen.clauses)[:, names().index("owed")]
    assert owed.tolist() == [False, True, False, True, True, True]
    assert passages.by_sentence(owed[:, None]).tolist() == [[True]]


def test_the_score_of_a_sentence_is_that_of_the_passage_that_says_most() -> None:
    features = features_of(["一，二，三。", "四。"])
    scores = np.arange(len(features.owner), dtype=np.float32)[:, None] * -1
    assert features.most(scores).tolist() == [[0], [-6]]


def test_much_said_beside_it_does_not_drown_an_element() -> None:
    statement = "被告至今仍拖欠原告工资8,000元"
    beside = "，原告身着蓝色外套，乘坐公共汽车前往，当日天气晴朗，路上行人不多，他带了一把雨伞。"
    assert "wages_short" in {element.code for element in elements_of(statement + beside)}


def test_the_shipped_model_is_small_and_holds_numbers_alone() -> None:
    assert WEIGHTS.stat().st_size <= 3_000_000
    with np.load(WEIGHTS, allow_pickle=False) as kept:
        assert all(kept[name].dtype.kind in "iufb" for name in kept.files)


def test_a_model_for_other_elements_is_refused(tmp_path: Path) -> None:
    other = dataclasses.replace(shipped(), weights=shipped().weights[:, :5])
    (tmp_path / "weights.npz").write_bytes(other.saved())
    with pytest.raises(ValueError, match="重新训练"):
        load(tmp_path / "weights.npz")
