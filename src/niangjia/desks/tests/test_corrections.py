"""What a question tells is put right in the asker's own words, and nothing typed is lost."""

import pytest

from niangjia.desks.answering.corrections import told

QUESTION = "我在厂里干了8个月一直没签合同，2024年3月起老板欠我三个月工资，一共18000元"


def facts(corrections: dict[str, str], question: str = QUESTION) -> dict[str, tuple[str, str]]:
    return {fact.key: (fact.kind, fact.value) for fact in told(question, corrections).facts}


def test_without_corrections_the_question_stays_as_it_was() -> None:
    read = told(QUESTION, {})
    assert read.text == QUESTION
    assert not read.given
    assert facts({})["service"] == ("service", "P8M")
    for fact in read.facts:
        assert fact.quoted == QUESTION[fact.start : fact.end] != ""


def test_what_is_sent_back_unchanged_corrects_nothing() -> None:
    sent = {fact.key: fact.said for fact in told(QUESTION, {}).facts}
    sent |= {f"{fact.key}-as": fact.kind for fact in told(QUESTION, {}).facts}
    read = told(QUESTION, sent)
    assert read.text == QUESTION
    assert not read.given


@pytest.mark.parametrize(
    ("key", "typed", "value", "written"),
    [
        ("service", "2年", "P2Y", "干了2年"),
        ("service", "P1Y3M", "P1Y3M", "干了1年3个月"),
        ("service", "5", "P5M", "干了5个月"),
        ("owed", "半年", "P6M", "欠我6个月工资"),
        ("amount", "2.5万", "25000", "一共25,000元"),
        ("month", "2023年12月", "2023-12", "2023年12月起"),
        ("month", "2024-05", "2024-05", "2024年5月起"),
    ],
)
def test_a_value_is_written_back_where_it_stood(
    key: str, typed: str, value: str, written: str
) -> None:
    read = told(QUESTION, {key: typed})
    assert facts({key: typed})[key][1] == value
    assert written in read.text
    assert key in read.given


def test_a_grade_is_read_however_it_is_typed() -> None:
    asked = "工伤鉴定为九级，单位不赔"
    for typed in ("五级", "5级", "5", "五"):
        assert facts({"grade": typed}, asked)["grade"] == ("grade", "5")
        assert told(asked, {"grade": typed}).text == "工伤鉴定为五级，单位不赔"


def test_what_was_taken_for_another_kind_is_put_right_without_touching_the_words() -> None:
    asked = "工资18000元一直不给"
    read = told(asked, {"wage-as": "amount"})
    assert [(fact.kind, fact.corrected) for fact in read.facts] == [("amount", True)]
    assert read.text == asked


def test_what_cannot_be_understood_is_said_and_changes_nothing() -> None:
    read = told(QUESTION, {"service": "记不清了"})
    fact = next(fact for fact in read.facts if fact.key == "service")
    assert "记不清了" in fact.problem
    assert (fact.value, fact.corrected, read.text) == ("P8M", False, QUESTION)


def test_what_is_not_so_is_taken_out() -> None:
    read = told(QUESTION, {"amount": ""})
    assert "18000" not in read.text
    assert facts({"amount": ""})["amount"][1] == ""


def test_who_asks_is_chosen_and_told_in_a_sentence_of_its_own() -> None:
    read = told(QUESTION, {"asker": "family"})
    assert read.text == f"{QUESTION}。我替家里人问。"
    assert told(QUESTION, {"asker": "nobody"}).text == QUESTION


def test_an_answer_to_what_was_asked_back_joins_the_question() -> None:
    read = told("老板一直不发工资", {"said-still_employed": "no", "typed-pay_stopped": "2024年3月"})
    assert "已经离职了。" in read.text
    assert "2024年3月" in read.text
    assert {fact.kind for fact in read.facts} >= {"employment", "month"}
    assert read.given["said-still_employed"] == "no"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"said-still_employed": "x"},
        {"said-nothing": "no"},
        {"issue": "x"},
        {"": "x"},
        {"typed-": "x"},
    ],
)
def test_corrections_of_nothing_are_left_aside(nonsense: dict[str, str]) -> None:
    read = told(QUESTION, nonsense)
    assert (read.text, read.given, read.issue) == (QUESTION, {}, None)
