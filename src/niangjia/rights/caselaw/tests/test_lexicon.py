from __future__ import annotations

from pathlib import Path

import pytest

from niangjia.foundation.search.expansion import SURE
from niangjia.foundation.search.query import parse
from niangjia.rights.caselaw.rules.lexicon import FOLDER, LexiconError, lexicon, load_lexicon

ISSUES = {
    "unpaid_wages",
    "overtime",
    "no_contract",
    "unlawful_dismissal",
    "severance",
    "work_injury",
    "social_insurance",
    "leave",
    "women",
    "probation",
    "non_compete",
    "relationship",
    "safety",
    "other",
}


def test_every_issue_has_its_words() -> None:
    about = {c.subject for c in lexicon().concepts if not c.is_circumstance}
    assert about == ISSUES
    assert {c.subject for c in lexicon().concepts if c.is_circumstance} == {""}
    assert len(lexicon().concepts) >= 250
    assert sum(len(concept.expressions) for concept in lexicon().concepts) >= 1500


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("被炒鱿鱼", "dismissal"),
        ("打黑工", "undocumented_worker"),
        ("不给加班费", "overtime_pay"),
        ("没给交五险一金", "unpaid_social_insurance"),
        ("白干几天", "trial_work"),
        ("老板跑路了", "boss_absconding"),
        ("公司压工资", "wage_delay"),
        ("试岗三天不要我", "trial_work"),
        ("强制调岗", "job_transfer"),
        ("公司逼我辞职", "forced_resignation"),
        ("怀孕被辞退了", "pregnancy_dismissal"),
        ("996", "nine_nine_six"),
        ("工伤想私了", "private_settlement"),
        ("老板拖欠三个月工资不给怎么办", "wage_arrears"),
        ("下班路上被车撞了", "commuting_injury"),
        ("干了两年没跟我签劳动合同", "no_written_contract"),
        ("离职后不能去同行上班", "non_compete"),
        ("入职交的押金不退", "deposit_taking"),
        ("竟业限制", "non_compete"),
        ("jiabanfei", "overtime_pay"),
        ("经济补尝金", "severance"),
        ("年休价", "annual_leave"),
    ],
)
def test_what_people_say_means_what_the_law_calls_otherwise(said: str, meant: str) -> None:
    assert meant in parse(said, lexicon()).concepts


@pytest.mark.parametrize(
    ("text", "unmeant"),
    [
        ("原告于2007年到被告公司工作", "litigation"),
        ("劳动人事争议仲裁委员会", "civil_servant_personnel"),
        ("发放上年度十三薪", "holiday_overtime"),
        ("四十八小时之内经抢救无效死亡", "working_hours"),
        ("在48小时之内抢救无效", "working_hours"),
        ("分三期归还欠款", "pregnancy"),
        ("自1996年起", "nine_nine_six"),
        ("通过劳动仲裁", "overtime_death"),
        ("离职前十二个月平均工资", "final_settlement"),
    ],
)
def test_a_judgment_is_not_marked_with_what_it_does_not_say(text: str, unmeant: str) -> None:
    assert unmeant not in lexicon().marks(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("怀孕后被公司解除劳动合同", "pregnancy_dismissal"),
        ("公司一直未为其缴纳社会保险", "unpaid_social_insurance"),
        ("双方未签订书面劳动合同", "no_written_contract"),
        ("公司拖欠三个月工资", "wage_arrears"),
        ("在下班途中被车撞伤", "commuting_injury"),
    ],
)
def test_a_judgment_is_marked_with_what_it_says_at_length(text: str, meant: str) -> None:
    assert meant in lexicon().marks(text)


def test_what_somebody_works_as_is_never_demanded_in_a_question() -> None:
    query = parse("我是送外卖的，站长三个月没给工资，该怎么办？", lexicon())
    roles = {group.shown: group.role for group in query.groups}
    assert (roles["网约配送员"], roles["拖欠工资"]) == ("optional", "counted")


def test_an_expression_is_not_both_empty_of_meaning_and_sure() -> None:
    stops = set(lexicon().stops)
    sure = {
        expression.text
        for concept in lexicon().concepts
        for expression in concept.expressions
        if expression.strength >= SURE
    }
    assert stops & sure == set()


def test_no_expression_names_anybody() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml"))
    assert "有限公司" not in text
    assert "某某" not in text


def _folder(tmp_path: Path, concept: str) -> Path:
    (tmp_path / "stops.toml").write_text('questions = ["吗"]', encoding="utf-8")
    (tmp_path / "other.toml").write_text(concept, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ('[a]\nlay = ["x"]', r"other.toml \[a\]: a concept needs a term"),
        ('[a]\nterm = "甲"\nslang = ["x"]', r"\[a\]: unknown slang"),
        ('[a]\nterm = "甲"\nlay = ["乙事", "乙事"]', r"\[a\]: twice 乙事"),
        ('[a]\nterm = "甲事"\nlay = ["甲事"]', r"\[a\]: twice 甲事"),
        ('[a]\nterm = "甲事"\nweak = ["告"]', r"\[a\]: too short to mean anything: 告"),
        ('[a]\nterm = "甲"\nlay = [""]', r"\[a\] lay: expected a list of words"),
        ('[a]\nterm = "甲"\nlay = ["乙…"]', r"\[a\] lay: a gap stands between"),
        ("[a", "other.toml: "),
    ],
)
def test_a_mistake_in_the_lexicon_is_named(tmp_path: Path, written: str, complaint: str) -> None:
    with pytest.raises(LexiconError, match=complaint):
        load_lexicon(_folder(tmp_path, written))


def test_two_files_may_not_use_one_id(tmp_path: Path) -> None:
    folder = _folder(tmp_path, '[a]\nterm = "甲"')
    (folder / "leave.toml").write_text('[a]\nterm = "乙"', encoding="utf-8")
    with pytest.raises(LexiconError, match="id"):
        load_lexicon(folder)
