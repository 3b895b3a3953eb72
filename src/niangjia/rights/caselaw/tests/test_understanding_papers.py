from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.caselaw.evaluation.understanding import evaluate, generated, sampled
from niangjia.rights.caselaw.rules import sections
from niangjia.rights.caselaw.rules.citations import cited
from niangjia.rights.caselaw.rules.heading import case_number_of, court_of
from niangjia.rights.caselaw.rules.sums import total_of
from niangjia.rights.caselaw.rules.understanding import Paper, filled, understand

HEAD = (
    "某市某区人民法院\n民事判决书\n原告：王某，女。\n被告：某食品公司。\n"
    "原告王某与被告某食品公司劳动争议一案，本院审理终结。\n"
)
CLAIMS = (
    "原告王某向本院提出诉讼请求：1.支付拖欠的工资20,000元；2.支付经济补偿10,000元。"
    "事实和理由：每月5,000元。\n"
)
ANSWER = "被告某食品公司辩称，工资已结清。\n"
FACTS = "本院经审理查明：原告2020年1月入职，月工资5,000元。\n"
REASONS = "本院认为，应当支付。依照《中华人民共和国劳动合同法》第三十条之规定，判决如下：\n"
PAY = "被告某食品公司于本判决生效之日起十日内支付原告王某工资{sum}元"
TAIL = "如不服本判决，可以上诉。\n审判员　李某\n二〇二三年五月一日"


def judged(result: str, claims: str = CLAIMS, head: str = HEAD) -> Paper:
    text = f"{head}{claims}{ANSWER}{FACTS}{REASONS}{result}\n{TAIL}"
    return Paper(text=text, case_no="（2023）鲁0202民初1号", court="青岛市市南区人民法院")


@pytest.mark.parametrize(
    ("result", "outcome", "awarded"),
    [
        (
            f"一、{PAY.format(sum='20,000')}；\n二、被告支付原告经济补偿10,000元。",
            "supported",
            "30000",
        ),
        (f"一、{PAY.format(sum='20,000')}；\n二、驳回原告的其他诉讼请求。", "partly", "20000"),
        (f"{PAY.format(sum='8,000')}。", "partly", "8000"),
        ("驳回原告王某的全部诉讼请求。", "refused", "0"),
        ("驳回原告王某的起诉。", "refused", "0"),
    ],
)
def test_how_it_ended_for_a_worker_who_asked(result: str, outcome: str, awarded: str) -> None:
    known = understand(judged(result))
    assert (known.asker, known.outcome) == ("worker", outcome)
    assert (known.claimed, known.awarded) == (Decimal(30000), Decimal(awarded))


EMPLOYER_HEAD = (
    "某市某区人民法院\n民事判决书\n原告：某食品公司。\n被告：王某，女。\n"
    "原告某食品公司与被告王某劳动争议一案，本院审理终结。\n"
)
FREED = "原告某食品公司向本院提出诉讼请求：原告无需支付被告工资20,000元。\n"
PENALTY = "原告某食品公司向本院提出诉讼请求：判令被告支付违约金20,000元。\n"


@pytest.mark.parametrize(
    ("claims", "result", "outcome", "awarded"),
    [
        (FREED, "驳回原告某食品公司的诉讼请求。", "supported", "20000"),
        (FREED, "原告某食品公司支付被告王某工资20,000元。", "supported", "20000"),
        (FREED, "一、原告支付被告工资5,000元；\n二、原告无需支付被告其余工资。", "partly", "5000"),
        (FREED, "原告某食品公司无需支付被告王某工资20,000元。", "refused", "0"),
        (PENALTY, "驳回原告某食品公司的诉讼请求。", "supported", "0"),
        (PENALTY, "被告王某支付原告某食品公司违约金20,000元。", "refused", "20000"),
        (PENALTY, "被告王某支付原告某食品公司违约金8,000元。", "partly", "8000"),
    ],
)
def test_an_employers_loss_is_the_workers_gain(
    claims: str, result: str, outcome: str, awarded: str
) -> None:
    known = understand(judged(result, claims, EMPLOYER_HEAD))
    assert (known.asker, known.outcome) == ("employer", outcome)
    assert known.awarded in {Decimal(awarded), None if awarded == "0" else Decimal(awarded)}


def test_a_settlement_is_told_with_its_sum() -> None:
    text = (
        "某区劳动争议人民调解委员会\n申请人：王某，女。\n被申请人：某公司。\n调解请求：支付工资20,000元。\n"
        "经调解，双方自愿达成如下协议：\n一、被申请人支付申请人15,000元，5月底前付10,000元，6月底前付5,000元；"
        "\n二、双方再无其他争议。"
    )
    known = understand(filled(Paper(text=text)))
    assert (known.body, known.stage, known.outcome) == ("mediation", "mediation", "settled")
    assert (known.claimed, known.awarded) == (Decimal(20000), Decimal(15000))


def test_an_appeal_that_failed_leaves_what_was_decided_before() -> None:
    text = (
        "上诉人（原审被告）：某食品公司。\n被上诉人（原审原告）：王某，女。\n"
        "某食品公司上诉请求：撤销一审判决，改判无需支付工资20,000元。\n王某辩称，一审正确。\n"
        "一审法院判决：某食品公司支付王某工资20,000元。\n"
        "本院认为，上诉理由不能成立。依照法律规定，判决如下：\n驳回上诉，维持原判。\n本判决为终审判决。"
    )
    known = understand(Paper(text=text, case_no="（2023）鲁02民终1号"))
    assert (known.body, known.stage) == ("intermediate_court", "second_instance")
    assert (known.asker, known.outcome, known.awarded) == ("employer", "supported", Decimal(20000))


def test_what_cannot_be_told_is_not_guessed() -> None:
    known = understand(
        filled(Paper(text="双方因故发生争议，具体经过不详，有关材料另行补充，暂无其他说明。"))
    )
    assert (known.body, known.stage, known.region_code, known.issue) == ("", "", "", "")
    assert (known.asker, known.outcome, known.claimed, known.awarded) == ("", "", None, None)
    assert known.date is None


def test_an_earlier_decision_among_the_facts_is_not_the_papers_own() -> None:
    facts = "本院查明：仲裁委作出裁决书，裁决如下：被告支付原告99,000元。原告不服，诉至本院。\n"
    text = f"{HEAD}{CLAIMS}{facts}{REASONS}驳回原告王某的诉讼请求。\n{TAIL}"
    parts = sections.by_key(text)
    assert parts["result"].strip() == "驳回原告王某的诉讼请求。"
    assert "99,000" in parts["facts"]


def test_a_judgment_falls_into_its_parts() -> None:
    paper = judged(f"{PAY.format(sum='20,000')}。")
    assert [part.key for part in sections.parts(paper.text)] == list(sections.NAMES)
    assert [part.name for part in sections.sections(paper.text)] == list(sections.NAMES.values())


def test_a_typical_case_falls_into_its_parts_by_its_headings() -> None:
    text = (
        "## 基本案情\n王某入职某公司。\n## 申请人请求\n支付加班费。\n## 处理结果\n裁决支付。\n"
        "## 案例分析\n应当支付。\n## 典型意义\n有意义。"
    )
    keys = [part.key for part in sections.parts(text)]
    assert keys == ["facts", "claims", "result", "reasons", "tail"]
    bracketed = text.replace("## ", "【").replace("情\n", "情】").replace("求\n", "求】")
    assert [part.key for part in sections.parts(bracketed)][:2] == ["facts", "claims"]


@given(st.text(alphabet="本院认为查明辩称判决如下：。\n一二、原告【】# 请求", max_size=200))
def test_the_parts_are_the_whole_text(text: str) -> None:
    found = sections.parts(text)
    assert "".join(text[part.start : part.end] for part in found) == text


@given(st.text(max_size=300))
def test_no_text_breaks_the_rules(text: str) -> None:
    known = understand(
        filled(Paper(text=text, title=text[:40], case_no=text[:20], court=text[:20]))
    )
    assert known.outcome in {"", "supported", "partly", "refused", "settled"}


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("依照《中华人民共和国劳动合同法》第四十七条第一款、第八十七条之规定",
         [("劳动合同法", "第四十七条"), ("劳动合同法", "第八十七条")]),
        ("《工伤保险条例》第十四条第（六）项、第三十七条，《社会保险法》第41条",
         [("工伤保险条例", "第十四条"), ("工伤保险条例", "第三十七条"),
          ("社会保险法", "第四十一条")]),
        ("《关于审理劳动争议案件适用法律问题的解释（一）》（法释〔2020〕26号）第四十四条",
         [("关于审理劳动争议案件适用法律问题的解释（一）", "第四十四条")]),
        ("《劳动合同法》第三十条，再说第九十九条。《劳动合同法》第三十条",
         [("劳动合同法", "第三十条")]),
        ("《员工手册》第三条、《劳动合同书》第五条、《劳动合同法》", []),
        ("《劳动合同法》规定应当支付。本手册第七条", []),
    ],
)  # fmt: skip
def test_the_articles_a_paper_names_are_found(text: str, articles: list[tuple[str, str]]) -> None:
    found = list(cited(text))
    assert found == articles


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("1.支付工资20,000元；2.支付补偿10,000元", "30000"),
        ("支付工资20,000元、补偿10,000元，合计30,000元", "30000"),
        ("支付工资共计5,000元；支付加班费共计7,000元", "12000"),
        ("支付工资20,000元（5,000元×4个月）；以上各项合计20,000元", "20000"),
        ("支付15,000元，其中5月付10,000元，6月付5,000元", "15000"),
        ("支付2023年10月工资5,000元", "5000"),
        ("按每月3,000元支付工资", None),
        ("支付5,000元至8,000元", None),
        ("确认存在劳动关系", None),
    ],
)
def test_claims_add_up_to_what_the_paper_says(text: str, total: str | None) -> None:
    assert total_of(text) == (None if total is None else Decimal(total))


def test_a_papers_own_head_tells_its_court_and_number() -> None:
    text = "某省某市中级人民法院\n民事判决书\n（2023）鲁02民终1号\n上诉人：王某。"
    assert court_of(text) == "某省某市中级人民法院"
    assert case_number_of(text) == "（2023）鲁02民终1号"
    assert case_number_of("不服（2023）鲁0202民初1号判决，提起上诉。") == ""


@pytest.mark.parametrize(
    ("court", "region", "case_no", "code"),
    [
        ("青岛市市南区人民法院", "", "", "370202"),
        ("青岛市某区人民法院", "山东省", "", "370200"),
        ("", "山东省", "（2023）鲁0202民初1号", "370202"),
        ("", "", "（2023）鲁02民终1号", "370200"),
        ("", "", "（2023）粤7101行初1号", "440000"),
        ("人力资源社会保障部、最高人民法院", "全国", "", ""),
        ("最高人民法院", "", "（2023）最高法民再1号", ""),
    ],
)
def test_the_place_is_told_as_exactly_as_court_field_and_number_allow(
    court: str, region: str, case_no: str, code: str
) -> None:
    paper = Paper(text=FACTS, court=court, region=region, case_no=case_no)
    assert understand(paper).region_code == code


LEAST = {
    "body": 0.97, "date": 0.97, "region_code": 0.97, "stage": 0.97, "asker": 0.95, "outcome": 0.9,
    "claimed": 0.85, "awarded": 0.85, "issue": 0.82,
}  # fmt: skip


@pytest.mark.parametrize("source", ["generated", "sampled"])
def test_labelled_papers_are_understood_as_well_as_promised(source: str) -> None:
    papers = generated(count=300, seed=29) if source == "generated" else sampled()
    fields = evaluate(papers)["fields"]
    poor = {name: fields[name] for name, least in LEAST.items() if fields[name]["accuracy"] < least}
    assert poor == {}
