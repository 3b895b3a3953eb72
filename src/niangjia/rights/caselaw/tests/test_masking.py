"""Masking: what goes, what stays, and that nothing of a name is left."""

import json
import subprocess
import sys
from itertools import combinations as combinations_of

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from niangjia.rights.caselaw.evaluation.masking import evaluate_masking
from niangjia.rights.caselaw.evaluation.masking_cast import SETS, stuff_of
from niangjia.rights.caselaw.evaluation.masking_papers import papers
from niangjia.rights.caselaw.intake import samples
from niangjia.rights.caselaw.rules.masking import (
    combinations,
    mask,
    mask_paper,
)
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


@pytest.mark.parametrize("template_set", SETS)
def test_made_up_papers_are_masked_once_and_for_all(template_set: str) -> None:
    for paper in papers(documents=12, seed=11, template_set=template_set):
        masked = mask(paper.text)
        assert rebuilt(paper.text, masked.replacements) == masked.text
        assert mask(masked.text).text == masked.text
        ends = [0, *(r.end for r in masked.replacements)]
        assert all(end <= r.start for end, r in zip(ends, masked.replacements, strict=False))


def test_no_identity_number_is_left() -> None:
    for paper in papers(documents=12, seed=12, template_set="held_out"):
        names = {paper.text[x.start : x.end] for x in paper.labels if x.kind == "identity"}
        masked = mask(paper.text).text
        assert not [name for name in names if name in masked]


def test_it_is_as_good_as_promised() -> None:
    told = evaluate_masking(documents=30, seed=13)
    for name, recall in (
        ("developed", 0.998),
        ("held_out", 0.996),
        ("fresh", 0.993),
        ("unseen", 0.985),
    ):
        assert told["sets"][name]["recall_chars"] >= recall, name
        assert told["sets"][name]["precision_chars"] >= 0.98, name
        assert told["sets"][name]["precision_spans"] >= 0.975, name
    assert told["all"]["recall_chars"] >= 0.992
    assert told["all"]["spans"] == sum(one["spans"] for one in told["sets"].values())


def test_the_sets_are_written_in_other_words() -> None:
    for one, other in combinations_of((stuff_of(name) for name in SETS), 2):
        assert not set(one["line"]) & set(other["line"])
        assert not set(one["hard"]) & set(other["hard"])
        assert not set(one["own"]) & set(other["own"])


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("原告：于洋。于洋于2019年入职，小于被辞退。", "原告：于某。于某于2019年入职，于某被辞退。"),
        ("证人阿依古丽·热依木到庭，阿依古丽称属实。", "证人阿某某到庭，阿某某称属实。"),
        ("本案由湖畔银行股份有限公司苏州分行提起。被告：湖畔银行股份有限公司苏州分行。",
         "本案由某银行股份有限公司某分行提起。被告：某银行股份有限公司某分行。"),
        ("工资经中国工商银行账户发放。", "工资经中国工商银行账户发放。"),
        ("台湾居民来往大陆通行证号码00001234，网址www.example.com/1。", "台湾居民来往大陆通行证号码×××，网址×××。"),
        ("认定工伤决定书编号：〔2023〕154371号。", "认定工伤决定书编号：（2023）××号。"),
        ("张某住龙游县双河乡上坪寨。", "张某住龙游县某地。"),
        ("证人孟克·苏和与李某到庭，孟克·苏和没有签名。", "证人孟某某与李某到庭，孟某某没有签名。"),
        ("张某系石槽沟村村民，农忙时回石槽沟村。", "张某系某村村民，农忙时回某村。"),
        ("其在景德镇市第七人民医院住院，景德镇市妇幼保健院出具证明。",
         "其在景德镇市某医院住院，景德镇市某保健院出具证明。"),
        ("编号：〔2023〕154371号。上述〔2023〕154371号决定有误。", "编号：（2023）××号。上述（2023）××号决定有误。"),
        ("原告：何满囤。“满囤这人老实”，何女士说。", "原告：何某。“何某这人老实”，何某女士说。"),
        ("某模型公司不服，模型公司上诉。", "某模型公司不服，模型公司上诉。"),
        ("被告：青岛向日葵五金制品有限公司。", "被告：青岛市某五金制品有限公司。"),
        ("第四十七条、第五十条", "第四十七条、第五十条"),
        ("景德镇市人力资源和社会保障局依法调查。", "景德镇市人力资源和社会保障局依法调查。"),
    ],
)  # fmt: skip
def test_what_was_learnt_from_reading(text: str, masked: str) -> None:
    assert mask(text).text == masked


def test_a_long_paper_and_repetition_take_their_time_in_proportion() -> None:
    text = "原告王建国与被告青岛海之蓝餐饮管理有限公司劳动争议一案，住青岛市市南区香樟路18号。\n"
    for part in (text, "买·", "王伟、", "1", "（", "建设路", "王"):
        long = part * (8_000 // len(part))
        assert len(mask(long).text) > 0
    assert "王建国" not in mask(text * 400).text


def test_samples_masked_by_their_authors_stay_as_they_are() -> None:
    changed = []
    for sample in samples.samples().values():
        record = sample.record()
        paper = mask_paper(record.title or "", record.text or "")
        for whole, masked in ((record.title or "", paper.title), (record.text or "", paper.text)):
            changed += [
                (r.kind, whole[max(0, r.start - 4) : r.end + 3], r.with_)
                for r in masked.replacements
                if r.kind not in {"case_no", "health"}
            ]
    assert changed == [], repr(changed)


def test_a_title_is_masked_with_its_text() -> None:
    paper = mask_paper(
        "李四维与海之蓝餐饮管理有限公司劳动争议案",
        "原告诉称其受伤。经理王建国到庭，李四维未到庭。",
        court="青岛市市南区人民法院",
    )
    assert paper.title.text == "李某与青岛市某餐饮管理有限公司劳动争议案"
    assert paper.text.text == "原告诉称其受伤。经理王某到庭，李某未到庭。"
    assert [(r.start, r.end) for r in paper.text.replacements] == [(10, 13), (16, 19)]
    again = mask_paper(paper.title.text, paper.text.text)
    assert (again.title.text, again.text.text) == (paper.title.text, paper.text.text)


@settings(max_examples=60, deadline=None)
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
    text = "亓官某系柳树村小学校长。天气晴朗。".replace("亓官", "欧阳")
    (hint,) = combinations(text)
    assert hint.kinds == ("surname", "village", "post")
    assert text[hint.start : hint.end] == "欧阳某系柳树村小学校长"
    assert hint.reason == "少见的姓、村镇、少有的职务同时出现，可能认出本人。"
    assert "可只写到县" in hint.suggestion
    assert combinations("原告于2012年3月5日入职。") == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("该公司系全县唯一一家造船厂。", ("employer",)),
        ("公司仅有3名员工，其任车间主任。", ("post", "few")),
        ("此事经媒体报道后离职。", ("news",)),
        ("诊断为肺部感染。", ("diagnosis",)),
        ("2020年3月5日，亓某在柳林镇受伤。", ("surname", "village", "day")),
        ("其系外籍，育有双胞胎。", ("origin", "kin")),
    ],
)
def test_each_combination(text: str, kinds: tuple[str, ...]) -> None:
    (hint,) = combinations(text)
    assert hint.kinds == kinds
    assert hint.reason.endswith("可能认出本人。")
    assert hint.suggestion


@pytest.mark.parametrize(
    "text", ["张某任经理，共有30名员工。", "2020年3月5日，原告入职。", "张某住某地。"]
)
def test_what_many_share_is_not_pointed_out(text: str) -> None:
    assert combinations(text) == []


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
