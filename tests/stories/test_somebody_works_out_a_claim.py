"""The calculators at the command line, as a person and as a program ask."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from niangjia.kernel.errors import Invalid
from niangjia.site.cli.calculators import calc


def ask(*words: str) -> Any:
    answer = CliRunner().invoke(calc, [*words, "--json"], catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_as_a_program_asks() -> None:
    told = ask("compensation", "--joined", "2018-01-01", "--left", "2024-07-06", "--wage", "8,000",
               "--kind", "2N")  # fmt: skip
    assert told["amount"] == 112_000
    assert told["steps"][-1]["articles"][0] == {
        "law": "中华人民共和国劳动合同法", "article": "87", "version_date": "2008-01-01",
    }  # fmt: skip
    pay = ask("double-pay", "--joined", "2024-01-10", "--monthly-wage", "6000")
    assert (pay["from"], pay["to"], pay["amount"]) == ("2024-02-10", "2025-01-09", 66_000)
    none = ask(
        "double-pay", "--joined", "2024-01-10", "--monthly-wage", "6000", "--signed", "2024-01-20"
    )
    assert (none["from"], none["to"], none["amount"]) == (None, None, 0)
    extra = ask("overtime", "--monthly-wage", "6525", "--workday-hours", "10",
                "--restday-days", "1", "--holiday-days", "1")  # fmt: skip
    assert extra["amount"] == 2062.5
    last = ask("due", "--rule", "suit-after-award", "--from", "2025-09-20")
    assert last["due"] == "2025-10-09"
    assert "顺延" in last["counting"]
    codes = {rule["code"] for rule in ask("due", "--list")["rules"]}
    assert {"arbitration", "suit-after-award"} <= codes
    assert ask("leave", "--wage", "8700", "--working-years", "3", "--first", "2025-01-01",
               "--last", "2025-12-31")["amount"] == 4000  # fmt: skip
    assert ask("injury", "--grade", "10", "--insured-wage", "5000")["amount"] == 35_000
    assert ask("maternity", "--babies", "2", "--difficult")["days"] == 128
    assert ask("maternity", "--loss", "late")["days"] == 42


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("compensation --joined 2018-01-01 --left 2024-07-06 --wage 8000", "合计：56,000元"),
        ("compensation --joined 2024-01-01 --left 2024-06-30 --wage 8000", "离职那天也上了班"),
        ("overtime --monthly-wage 6525 --holiday-days 1", "300 × 1天 × 300% = 900"),
        ("double-pay --joined 2024-01-10 --monthly-wage 6000", "最多十一个月"),
        ("leave --wage 8700 --working-years 3 --first 2025-07-01 --last 2025-12-31", "1,600元"),
        ("injury --grade 10 --insured-wage 5000", "没有核对60%的下限"),
        ("maternity", "合计：98天"),
        ("due --rule arbitration-acceptance --from 2025-03-03", "条文没有核对"),
        ("due --list", "申请劳动仲裁"),
    ],
)
def test_as_a_person_asks(words: str, told: str) -> None:
    answer = CliRunner().invoke(calc, words.split(), catch_exceptions=False)
    assert answer.exit_code == 0
    assert told in answer.stdout


@pytest.mark.parametrize("wrong", ["2024-13-01", "昨天"])
def test_a_day_that_is_none_is_wrong_use(wrong: str) -> None:
    words = ["due", "--rule", "award", "--from", wrong]
    answer = CliRunner().invoke(calc, words)
    assert answer.exit_code == 2
    assert "2024-03-05" in answer.output


def test_a_wage_that_is_none_is_wrong_use() -> None:
    for wrong in ("八千", "NaN"):
        answer = CliRunner().invoke(calc, ["overtime", "--monthly-wage", wrong])
        assert answer.exit_code == 2


def test_what_cannot_be_is_said_in_words() -> None:
    for words in ("due --rule award", "maternity --loss soon",
                  "compensation --joined 2024-02-01 --left 2024-01-01 --wage 1"):  # fmt: skip
        with pytest.raises(Invalid):
            CliRunner().invoke(calc, words.split(), catch_exceptions=False)
