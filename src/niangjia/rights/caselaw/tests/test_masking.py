"""Masking: what goes, what stays, and that nothing of a name is left."""

import json
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from niangjia.rights.caselaw.evaluation.masking import evaluate_masking
from niangjia.rights.caselaw.evaluation.masking_papers import papers
from niangjia.rights.caselaw.rules.masking import combinations, mask
from niangjia.rights.caselaw.rules.masking.spans import rebuilt

PAPER = """原告：张建国，男，1972年11月5日出生，汉族，住山东省青岛市市南区香樟路18号3单元502室，公民身份号码370200197211050007。
委托诉讼代理人：欧阳文静，山东榆隆律师事务所律师。
被告：青岛海之蓝餐饮管理有限公司，住所地青岛市崂山区松石路99号。
法定代表人：李四维，总经理。
原告张建国与被告青岛海之蓝餐饮管理有限公司（以下简称海之蓝公司）劳动争议一案，经理王五到庭。老张称其妻子李梅知情。
审　判　长　赵　伟
书记员　钱多多
"""


def test_a_whole_paper_keeps_nothing_that_leads_to_anybody() -> None:
    masked = mask(PAPER).text
    for name in (
        "建国",
        "文静",
        "榆隆",
        "海之蓝",
        "四维",
        "王五",
        "李梅",
        "多多",
        "香樟路",
        "松石路",
    ):
        assert name not in masked
    assert "原告：张某，男，1972年出生，汉族，住山东省青岛市市南区某地，公民身份号码×××。" in masked
    assert "某甲餐饮管理有限公司（以下简称某甲公司）" in masked
    assert "审　判　长　赵某\n书记员　钱某" in masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("原告：欧阳文静，女。", "原告：欧阳某，女。"),
        ("证人：买买提·艾力，男，到庭。", "证人：买某某，男，到庭。"),
        ("原告：张三、张四。张三称，张四在场。", "原告：张某甲、张某乙。张某甲称，张某乙在场。"),
        ("原告：王建军。王建军不服，老王上诉，王师傅到庭。", "原告：王某。王某不服，王某上诉，王某师傅到庭。"),
        ("电话13800001234，邮箱wo1@example.com。", "电话×××，邮箱×××。"),
        ("不服（2019）鲁0202民初1234号判决", "不服（2019）××号判决"),
        ("青劳人仲案字〔2019〕第12号裁决书", "（2019）××号裁决书"),
        ("驾驶鲁B·D0001号小型轿车", "驾驶××号牌号小型轿车"),
        ("护照号码：E00001234。", "护照号码：×××。"),
        ("出生日期：1990-05-06。", "出生日期：1990年。"),
        ("因患重度抑郁症请假", "因患某精神疾病请假"),
        ("被告：青岛海之蓝餐饮管理有限公司。", "被告：青岛市某餐饮管理有限公司。"),
    ],
)  # fmt: skip
def test_each_kind(text: str, masked: str) -> None:
    assert mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "张某、李某甲与某公司、ORG均未到庭，王××称属实。",
        "时值高温天气，高温津贴的金额应当按月支付，方便何时领取由双方和解。",
        "原告于2012年3月入职，向本院提交证据，周末加班，万元以下适用小额程序。",
        "依照《最高人民法院关于审理劳动争议案件适用法律问题的解释（一）》（法释〔2020〕26号）第四十四条。",
        "青岛市市南区人民法院、青岛市劳动人事争议仲裁委员会、中国工商银行的意见一致。",
        "左手食指骨折，伤残九级，经济补偿金18,000元，时效为一年。",
    ],
)
def test_words_of_every_day_bodies_laws_and_what_is_masked_stay(text: str) -> None:
    assert mask(text).text == text


def test_the_region_given_stands_where_the_name_tells_none() -> None:
    assert (
        mask("被告：海之蓝餐饮管理有限公司。", region="青岛市").text
        == "被告：青岛市某餐饮管理有限公司。"
    )


def test_made_up_papers_are_masked_once_and_for_all() -> None:
    for paper in papers(documents=60, seed=11):
        masked = mask(paper.text)
        assert rebuilt(paper.text, masked.replacements) == masked.text
        assert mask(masked.text).text == masked.text
        ends = [0, *(r.end for r in masked.replacements)]
        assert all(end <= r.start for end, r in zip(ends, masked.replacements, strict=False))


def test_no_identity_number_is_left() -> None:
    for paper in papers(documents=40, seed=12):
        names = {paper.text[x.start : x.end] for x in paper.labels if x.kind == "identity"}
        masked = mask(paper.text).text
        assert not [name for name in names if name in masked]


def test_it_is_as_good_as_promised() -> None:
    result = evaluate_masking(documents=120, seed=13)
    assert result["recall_chars"] >= 0.98
    assert result["precision_spans"] >= 0.98


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("原告：张李王某建国公司青岛市路号，。（）1234年月日出生0某×\n 有限住电话、与称"), max_size=80))  # fmt: skip
def test_any_text_can_be_masked_and_rebuilt(text: str) -> None:
    masked = mask(text)
    assert rebuilt(text, masked.replacements) == masked.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_nothing_breaks_it(text: str) -> None:
    mask(text)
    combinations(text)


def test_combinations_point_and_change_nothing() -> None:
    text = "亓官某系柳树村小学校长。天气晴朗。"
    (hint,) = combinations(text.replace("亓官", "欧阳"))
    assert hint.kinds == ("surname", "village", "post")
    assert combinations("原告于2012年3月5日入职。") == []


def test_the_command_masks_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "niangjia.site.cli", "mask", "-", "--json"],
        input="原告：张建国，男。".encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout) == {
        "text": "原告：张某，男。",
        "replacements": [{"start": 3, "end": 6, "kind": "person", "with": "张某"}],
    }
