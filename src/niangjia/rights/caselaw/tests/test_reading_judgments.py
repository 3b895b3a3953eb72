"""What a judgment says: parties, claims and their fates, days, wage, years, the chain of papers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.rights.caselaw.rules.judgment import Claim, read_judgment

HEAD = """某市某区人民法院
民事判决书
（2023）鲁9902民初12号
原告：张某，女，1990年出生。
委托诉讼代理人：李某、王某，均为山东某律师事务所律师。
被告：某市某食品有限公司，住所地某市某区。
法定代表人：赵某，总经理。
原告张某与被告某市某食品有限公司劳动争议一案，本院于2023年2月6日立案后进行了审理。
"""
ASK = "原告张某向本院提出诉讼请求：{claims}。事实和理由：被告拖欠工资。\n"
ANSWER = "被告某市某食品有限公司辩称，不同意原告的请求。\n"
FOUND = "本院经审理查明：{facts}\n"
RESULT = "本院认为，{reasons}依照《中华人民共和国劳动合同法》第三十条之规定，判决如下：\n{result}\n"
END = "如不服本判决，可以上诉。\n审判员　钱某\n二〇二三年四月三日\n书记员　孙某"


def paper(
    claims: str = "1.支付工资20000元",
    result: str = "一、被告支付原告工资20000元。",
    facts: str = "原告在被告处工作。",
    reasons: str = "被告应当支付。",
) -> str:
    asked, told = ASK.format(claims=claims), FOUND.format(facts=facts)
    return HEAD + asked + ANSWER + told + RESULT.format(reasons=reasons, result=result) + END


def fates(claims: str, result: str, reasons: str = "") -> list[tuple[str, str, str]]:
    read = read_judgment(paper(claims, result, reasons=reasons)).claims
    return [(claim.kind, claim.fate, _plain(claim.granted)) for claim in read]


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"


def only(claims: str) -> Claim:
    (claim,) = read_judgment(paper(claims)).claims
    return claim


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("三万五千元", "35000"),
        ("35,000.5元", "35000.5"),
        ("3.5万元", "35000"),
        ("人民币叁万伍仟元整", "35000"),
        ("35000元（按每月5000元×7个月计算）", "35000"),
        ("共计人民币35000元", "35000"),
        ("3万元至5万元", ""),
    ],
)
def test_an_amount_is_read_however_it_is_written_and_a_range_is_none(
    written: str, amount: str
) -> None:
    assert _plain(only(f"1.判令被告支付加班费{written}").claimed) == amount


def test_an_amount_by_the_month_is_no_total() -> None:
    claim = only("1.判令被告按每月5000元的标准支付自2022年1月1日起的工资")
    assert (claim.kind, claim.claimed) == ("unpaid_wages", None)


def test_heads_of_one_item_are_claims_of_their_own_and_their_total_is_none() -> None:
    read = read_judgment(
        paper("判令被告支付医疗费300元、护理费1200元、鉴定费200元，共计1700元")
    ).claims
    assert [(c.kind, _plain(c.claimed)) for c in read] == [
        ("treatment", "300"),
        ("nursing", "1200"),
        ("fees", "200"),
    ]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("支付未订立书面劳动合同的二倍工资差额60000元", "double_pay"),
        ("支付违法解除劳动合同赔偿金60000元", "damages_2n"),
        ("支付解除劳动合同的经济补偿金60000元", "severance"),
        ("支付竞业限制期间的经济补偿60000元", "rivalry_pay"),
        ("支付未休年休假工资6000元", "leave_pay"),
        ("支付一次性工伤医疗补助金6000元", "medical_grant"),
        ("支付停工留薪期工资6000元", "stop_work"),
        ("支付违法约定试用期的赔偿金6000元", "probation_damages"),
        ("补缴2020年1月至2021年5月的社会保险费", "insurance"),
        ("确认双方自2020年1月1日起存在劳动关系", "relationship"),
        ("撤销解除决定，继续履行劳动合同", "reinstatement"),
        ("出具解除劳动合同证明", "certificate"),
        ("本案诉讼费由被告承担", "fees"),
    ],
)
def test_a_claim_is_about_the_narrower_thing_its_words_name(words: str, kind: str) -> None:
    assert only(f"1.{words}").kind == kind


TWO = "1.支付工资20000元；2.支付经济补偿10000元"
PAY = "被告于本判决生效之日起十日内支付原告"


@pytest.mark.parametrize(
    ("result", "wages", "severance"),
    [
        (
            f"一、{PAY}工资20000元；\n二、{PAY}经济补偿10000元。",
            ("granted", "20000"),
            ("granted", "10000"),
        ),
        (
            f"一、{PAY}工资8000元；\n二、驳回原告的其他诉讼请求。",
            ("partly", "8000"),
            ("refused", "0"),
        ),
        ("驳回原告张某的全部诉讼请求。", ("refused", "0"), ("refused", "0")),
        (f"{PAY}工资、经济补偿共计30000元。", ("granted", "20000"), ("granted", "10000")),
        (f"{PAY}工资、经济补偿共计21000元。", ("", ""), ("", "")),
        (f"一、{PAY}工资20000元。", ("granted", "20000"), ("", "")),
    ],
)
def test_the_fate_of_a_claim_is_what_was_ordered_and_is_never_guessed(
    result: str, wages: tuple[str, str], severance: tuple[str, str]
) -> None:
    assert fates(TWO, result) == [("unpaid_wages", *wages), ("severance", *severance)]


def test_what_only_the_reasons_refuse_is_refused() -> None:
    reasons = "原告自行离职，关于经济补偿的请求，本院不予支持。"
    assert fates(TWO, f"{PAY}工资20000元。", reasons)[1] == ("severance", "refused", "0")


def test_a_shorter_relation_than_asked_is_granted_in_part() -> None:
    asked = "确认原、被告自2019年1月1日至2022年12月31日存在劳动关系"
    found = "确认原告张某与被告某市某食品有限公司自{}至2022年12月31日存在劳动关系。"
    assert fates(asked, found.format("2019年1月1日"))[0][1] == "granted"
    assert fates(asked, found.format("2020年6月1日"))[0][1] == "partly"


def test_two_claims_of_one_kind_are_told_apart_by_their_months() -> None:
    asked = "1.支付2021年5月工资3000元；2.支付2022年6月工资4000元"
    result = f"一、{PAY}2022年6月工资4000元；\n二、驳回原告的其他诉讼请求。"
    assert fates(asked, result) in (
        [("unpaid_wages", "refused", "0"), ("unpaid_wages", "granted", "4000")],
    )


def test_costs_of_the_procedure_are_no_order() -> None:
    result = f"{PAY}工资20000元。\n案件受理费10元，由被告负担。"
    assert fates("1.支付工资20000元；2.诉讼费由被告负担", result) == [
        ("unpaid_wages", "granted", "20000"),
        ("fees", "", ""),
    ]


APPEAL = """某市中级人民法院
民事判决书
（2023）鲁99民终9号
上诉人（原审被告）：某市某食品有限公司。
被上诉人（原审原告）：张某，女。
上诉人某市某食品有限公司因与被上诉人张某劳动争议一案，不服某市某区人民法院（2022）鲁9902民初3号民事判决，向本院提起上诉。
某市某食品有限公司上诉请求：1.撤销一审判决，改判无需支付张某经济补偿30000元；2.改判无需支付加班费5000元。事实和理由：略。
张某辩称，一审判决正确。
一审法院查明：张某于2019年3月1日入职某市某食品有限公司。
一审法院判决：一、某市某食品有限公司支付张某经济补偿30000元；二、某市某食品有限公司支付张某加班费5000元。
本院认为，依照《中华人民共和国民事诉讼法》第一百七十七条之规定，判决如下：
{result}
本判决为终审判决。
审判员　钱某
二〇二三年九月一日
"""
COMPANY = "某市某食品有限公司"


@pytest.mark.parametrize(
    ("result", "severance", "overtime"),
    [
        ("驳回上诉，维持原判。", ("refused", "30000"), ("refused", "5000")),
        (
            "一、维持（2022）鲁9902民初3号民事判决第一项；\n二、撤销（2022）鲁9902民初3号民事判决第二项；"
            "\n三、驳回张某的其他诉讼请求。",
            ("refused", "30000"),
            ("granted", "0"),
        ),
        (
            "一、维持（2022）鲁9902民初3号民事判决第二项；\n二、变更（2022）鲁9902民初3号民事判决第一项为："
            f"{COMPANY}支付张某经济补偿12000元。",
            ("partly", "12000"),
            ("refused", "5000"),
        ),
        (
            "一、撤销（2022）鲁9902民初3号民事判决；\n二、驳回张某的全部诉讼请求。",
            ("granted", "0"),
            ("granted", "0"),
        ),
    ],
)
def test_an_appeal_is_told_together_with_what_it_leaves_standing(
    result: str, severance: tuple[str, str], overtime: tuple[str, str]
) -> None:
    read = read_judgment(APPEAL.format(result=result)).claims
    assert [(c.fate, _plain(c.granted)) for c in read] == [severance, overtime]
    assert all(claim.is_denial for claim in read)


def test_an_agreement_leaves_the_fate_of_each_claim_open() -> None:
    text = HEAD + ASK.format(claims=TWO) + "经本院主持调解，双方自愿达成如下协议：\n"
    text += (
        "一、被告一次性支付原告25000元；\n二、双方再无其他争议。\n审判员　钱某\n二〇二三年四月三日"
    )
    assert [(c.fate, c.granted) for c in read_judgment(text).claims] == [("", None)] * 2


def test_everybody_in_the_head_has_a_role_and_a_kind_and_agents_belong_to_somebody() -> None:
    people = read_judgment(paper()).parties
    assert [(p.ordinal, p.role, p.kind, p.name, p.acts_for) for p in people] == [
        (1, "plaintiff", "worker", "张某", None),
        (2, "agent", "agent", "李某", 1),
        (3, "agent", "agent", "王某", 1),
        (4, "defendant", "employer", "某市某食品有限公司", None),
        (5, "representative", "agent", "赵某", 4),
    ]


def test_an_office_is_neither_worker_nor_employer() -> None:
    text = (
        "某区人民法院\n行政判决书\n原告某市某建材有限公司。\n被告某市人力资源和社会保障局。\n"
        "第三人于某，男，1970年出生。\n原告不服被告工伤认定一案，本院审理终结。\n"
        "原告诉称，请求撤销被告作出的《认定工伤决定书》。\n经审理查明，于某受伤。\n"
        "本院认为，依照《中华人民共和国行政诉讼法》第六十九条之规定，判决如下：\n驳回原告的诉讼请求。"
    )
    read = read_judgment(text)
    assert [(p.role, p.kind) for p in read.parties] == [
        ("plaintiff", "employer"),
        ("defendant", "other"),
        ("third_party", "worker"),
    ]
    assert [(c.kind, c.fate) for c in read.claims] == [("injury_decision", "refused")]


@pytest.mark.parametrize(
    ("facts", "joined", "left"),
    [
        ("2019年3月1日，原告入职被告处，2022年5月6日原告离职。", "2019-03-01", "2022-05-06"),
        ("原告自2019年3月1日起任会计。原告工作至2022年5月6日。", "2019-03-01", "2022-05-06"),
        ("原告2019年3月入职，2022年5月离职。", "", ""),
        ("原告主张其于2019年3月1日入职，被告不予认可。", "", ""),
        ("双方签订2019年3月1日至2022年2月28日的劳动合同。", "", ""),
        ("原告于2022年5月6日在车间摔伤。", "", ""),
        ("原告于2022年5月6日入职，2019年3月1日离职。", "", ""),
        ("原告于2019年3月1日入职，现仍为被告职工，2022年5月6日被通知解除。", "2019-03-01", ""),
    ],
)
def test_days_of_joining_and_leaving_are_whole_days_that_were_found(
    facts: str, joined: str, left: str
) -> None:
    read = read_judgment(paper(facts=facts))
    assert ("" if read.joined is None else read.joined.isoformat()) == joined
    assert ("" if read.left is None else read.left.isoformat()) == left


def test_days_of_the_procedure() -> None:
    facts = (
        "2022年11月8日，原告向某区劳动人事争议仲裁委员会申请仲裁，该委于2022年12月30日作出裁决。"
    )
    read = read_judgment(paper(facts=facts))
    assert read.applied == date(2022, 11, 8)
    assert read.filed == date(2023, 2, 6)
    assert read.decided == date(2023, 4, 3)


@pytest.mark.parametrize(
    ("facts", "wage"),
    [
        ("约定月工资5000元。", "5000"),
        ("约定月工资5000元。原告离职前十二个月平均工资为6210.5元。", "6210.5"),
        ("工资标准为八千元/月。", "8000"),
        ("每月工资人民币1.2万元。", "12000"),
        ("日工资260元。", ""),
        ("2021年9月工资为1300元未发。", ""),
        ("当地最低月工资为2100元。", ""),
        ("月工资为5000元至6000元。", ""),
        ("原告称月工资9000元。", ""),
    ],
)
def test_a_monthly_wage_is_somebodys_own_and_by_the_month(facts: str, wage: str) -> None:
    assert _plain(read_judgment(paper(facts=facts)).monthly_wage) == wage


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ("原告在被告处的工作年限为8年6个月。", "8.5"),
        ("原告的工作年限共计七年三个月。", "7.25"),
        ("原告累计工作年限为20年。", ""),
        ("原告工作年限为十年以上。", ""),
        ("原告2015年1月1日入职，2020年1月1日离职。", ""),
    ],
)
def test_years_worked_are_stated_not_reckoned(facts: str, years: str) -> None:
    assert _plain(read_judgment(paper(facts=facts)).years) == years


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("浦劳人仲（2022）办字第45号裁决书", "浦劳人仲（2022）办字第45号"),
        ("浙某劳人仲案（2022）295号仲裁裁决", "浙某劳人仲案（2022）295号"),
        ("某劳人仲字〔2022〕第12号裁决", "某劳人仲字〔2022〕第12号"),
        ("（2022）××号仲裁裁决", "（2022）××号"),
    ],
)
def test_the_award_before_is_a_link_of_the_chain(number: str, kept: str) -> None:
    read = read_judgment(paper(facts=f"仲裁委员会作出{number}，原告不服，诉至本院。"))
    assert [(link.case_no, link.stage, link.is_own) for link in read.chain] == [
        (kept, "arbitration", False),
        ("（2023）鲁9902民初12号", "first_instance", True),
    ]


def test_numbers_of_other_disputes_are_no_links() -> None:
    facts = (
        "另案（2021）鲁99民终77号民事判决已生效；（2023）鲁9902执5号执行裁定终结执行；"
        "某人社工认〔2022〕第9号决定。"
    )
    assert [link.is_own for link in read_judgment(paper(facts=facts)).chain] == [True]


def test_sections_are_the_whole_text_and_end_with_the_signature() -> None:
    text = paper()
    found = read_judgment(text).sections
    assert "".join(text[part.start : part.end] for part in found) == text
    assert [part.key for part in found] == [
        "head", "claims", "defence", "facts", "reasons", "result", "tail", "signature",
    ]  # fmt: skip
    assert text[found[-1].start :].startswith("审判员")


@given(
    st.text(
        alphabet="原告被申请人某公司支付工资元一二、，。；：（）2023年1月号驳回撤销仲裁\n",
        max_size=400,
    )
)
def test_anything_can_be_read_without_an_error(text: str) -> None:
    read = read_judgment(text)
    assert "".join(text[part.start : part.end] for part in read.sections) == text
    assert [claim.ordinal for claim in read.claims] == list(range(1, len(read.claims) + 1))


@given(st.integers(1, 9_999_999).map(lambda fen: Decimal(fen) / 100))
def test_what_is_asked_and_ordered_in_figures_is_read_to_the_fen(amount: Decimal) -> None:
    claim = read_judgment(paper(f"1.支付加班费{amount}元", f"{PAY}加班费{amount:,}元。")).claims[0]
    assert (claim.claimed, claim.fate, claim.granted) == (amount, "granted", amount)


def test_a_paper_of_a_million_characters_is_read() -> None:
    facts = "原告于2019年3月1日入职被告处。" + "双方于2020年5月6日核对账目，金额为5000元。" * 40_000
    read = read_judgment(paper(facts=facts))
    assert read.joined == date(2019, 3, 1)
    assert [(claim.fate, claim.granted) for claim in read.claims] == [("granted", Decimal(20000))]


@pytest.mark.parametrize(
    "piece",
    [
        "支付工资5000元、加班费3000元、",
        "1.支付工资5000元；",
        "不服撤销一审判决，",
        "（2023",
        "一、",
        "《",
    ],
)
def test_a_list_without_end_is_read_up_to_a_bound(piece: str) -> None:
    read = read_judgment(paper(claims=piece * 3000, result=f"{PAY}{piece * 3000}"))
    assert len(read.claims) <= 100
