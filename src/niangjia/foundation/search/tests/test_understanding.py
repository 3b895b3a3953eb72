from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from niangjia.foundation.search.asking import AllOf, Concept, Correction, Group, ParsedQuery, Phrase
from niangjia.foundation.search.correction import corrected
from niangjia.foundation.search.expansion import Expression, Lexicon, LexiconConcept
from niangjia.foundation.search.query import LONGEST_QUESTION, parse
from niangjia.foundation.search.relaxing import relaxations
from niangjia.foundation.search.tests.conftest import LEXICON


def shown(query: ParsedQuery, role: str) -> list[str]:
    return [group.shown for group in query.groups if group.role == role]


def test_a_question_is_reduced_to_its_concepts() -> None:
    query = parse("请问老板三个月工资一直不给，还把我辞退了，合理吗？", LEXICON)
    assert shown(query, "counted") == ["拖欠工资", "解除劳动合同"]
    assert query.minimum == 2
    assert query.concepts == ("arrears", "dismissal")


def test_of_many_concepts_most_are_enough() -> None:
    query = parse("老板欠薪，没有加班费，工伤不认，最后辞退，怎么办？", LEXICON)
    assert len(shown(query, "counted")) == 4
    assert query.minimum == 2


def test_an_unsure_expression_only_helps() -> None:
    query = parse("老板不发工资还叫我们走人怎么办", LEXICON)
    assert shown(query, "counted") == ["拖欠工资"]
    assert "解除劳动合同" in shown(query, "optional")


def test_words_are_counted_where_no_concept_is_known() -> None:
    query = parse("请问食堂饭菜不卫生怎么办", LEXICON)
    assert "食堂" in shown(query, "counted")
    assert not {"请问", "怎么办"} & {group.shown for group in query.groups}


@pytest.mark.parametrize("quotes", ["“”", '""', "「」", "『』", "＂＂"])
def test_quotation_marks_of_every_kind_make_a_phrase(quotes: str) -> None:
    query = parse(f"{quotes[0]}工程 尾款{quotes[1]} 欠薪", LEXICON)
    assert query.groups[0] == Group("工程尾款", (Phrase("工程尾款"),), "required")
    assert shown(query, "required") == ["工程尾款", "拖欠工资"]


def test_words_are_excluded_by_minus_and_by_name() -> None:
    query = parse("欠薪 -工伤 不含：船员 －“加班 费”", LEXICON)
    assert set(query.excluded) == {"工伤", "船员", "加班费"}
    assert shown(query, "required") == ["拖欠工资"]


def test_a_hyphen_inside_a_word_excludes_nothing() -> None:
    assert parse("2024-03-05 a-b", LEXICON).excluded == ()


def test_a_case_number_is_one_phrase() -> None:
    query = parse("（２０２３）鲁0203民初7024号", LEXICON)
    assert query.groups == (
        Group("(2023)鲁0203民初7024号", (Phrase("(2023)鲁0203民初7024号"),), "required"),
    )


def test_typing_by_ear_is_put_right_and_reported() -> None:
    query = parse("拖欠公资", LEXICON)
    assert query.text == "拖欠工资"
    assert query.corrections == (Correction("拖欠公资", "拖欠工资"),)
    assert parse("tuoqian gongzi", LEXICON).concepts == ("arrears",)
    assert parse("gongshang", LEXICON).text == "工伤"


def test_a_reader_may_insist_on_what_was_typed() -> None:
    query = parse("拖欠公资", LEXICON, literal=True)
    assert (query.text, query.corrections) == ("拖欠公资", ())


def test_a_listed_misspelling_is_put_right_and_reported() -> None:
    query = parse("老板托欠工资怎么办", LEXICON)
    assert query.concepts == ("arrears",)
    assert query.corrections == (Correction("托欠工资", "拖欠工资"),)
    assert parse("托欠工资", LEXICON, literal=True).corrections == ()


def test_short_slips_need_the_index_to_tell_that_nobody_writes_so() -> None:
    lexicon = Lexicon((LexiconConcept("pay", "工资", "other", ()),))
    assert corrected("公资", lexicon)[1] == ()
    assert corrected("公资", lexicon, {"公资": 0, "工资": 500}.__getitem__)[0] == "工资"
    assert corrected("公资", lexicon, {"公资": 300, "工资": 500}.__getitem__)[1] == ()


@pytest.mark.parametrize("fine", ["公司", "不签劳动合同", "加班", "公司辞退员工", "就是工资低"])
def test_real_words_are_left_alone(fine: str) -> None:
    assert corrected(fine, LEXICON)[1] == ()


def test_a_character_that_turns_the_meaning_is_no_slip() -> None:
    lexicon = Lexicon((LexiconConcept("none", "未签合同", "no_contract", ()),))
    assert corrected("补签合同", lexicon)[1] == ()


def test_an_expression_may_mean_several_concepts() -> None:
    lexicon = Lexicon(
        (
            LexiconConcept("a", "甲事", "other", (Expression("双倍工资"),)),
            LexiconConcept("b", "乙事", "other", (Expression("双倍工资"),)),
        )
    )
    (group, *_) = parse("双倍工资", lexicon).groups
    assert group.alternatives == (Concept("a"), Concept("b"))


def test_concepts_of_one_id_are_refused() -> None:
    twice = LexiconConcept("a", "甲", "other", ())
    with pytest.raises(ValueError, match="id"):
        Lexicon((twice, twice))


def test_the_fingerprint_follows_the_expressions_and_not_the_stops() -> None:
    same = Lexicon(LEXICON.concepts, ("别的",))
    fewer = Lexicon(LEXICON.concepts[1:], LEXICON.stops)
    assert same.fingerprint == LEXICON.fingerprint != fewer.fingerprint


def test_each_relaxation_asks_for_less() -> None:
    query = ParsedQuery(
        "",
        "",
        (
            Group("a", (Phrase("甲甲"),), "required"),
            Group("b", (Concept("x"),), "required"),
            Group("c", (AllOf("丙丙丙"),), "required"),
        ),
        excluded=("丁",),
    )
    steps = list(relaxations(query))
    assert [step.minimum for step in steps] == [2, 1, 1, 2, 1]
    assert all(step.excluded == ("丁",) for step in steps)
    assert all(group.role == "counted" for step in steps for group in step.groups)


def test_nothing_to_relax_in_a_single_concept_but_its_words() -> None:
    steps = list(relaxations(parse("欠薪", LEXICON)))
    assert len(steps) == 1


@given(st.text())
def test_any_text_is_understood_as_something(text: str) -> None:
    query = parse(text, LEXICON)
    assert query.original == text
    assert 0 <= query.minimum <= max(1, len(query.groups))


def test_a_very_long_question_is_cut() -> None:
    assert len(parse("欠薪" * 5000, LEXICON).text) <= LONGEST_QUESTION


def test_an_expression_with_a_gap_takes_the_words_it_is_made_of_and_leaves_its_gap() -> None:
    lexicon = Lexicon(
        (
            LexiconConcept("signing", "签劳动合同", "other", ()),
            LexiconConcept("unsigned", "未订立合同", "other", (Expression("没…签劳动合同"),)),
            LexiconConcept("arrears", "欠薪", "other", (Expression("工资…不给"),)),
            LexiconConcept("overtime", "加班费", "other", ()),
        )
    )
    found = lexicon.mentions("没跟我签劳动合同,工资和加班费都不给")
    assert {id_ for mention in found for id_ in mention.concepts} == {
        "unsigned",
        "arrears",
        "overtime",
    }


PARTS = Lexicon(
    (
        LexiconConcept("both", "孕期解除", "women", (Expression("怀孕被辞退", "lay", 0.9),)),
        LexiconConcept("pregnant", "怀孕", "women", ()),
        LexiconConcept("dismissal", "辞退", "dismissal", (Expression("被辞退"),)),
        LexiconConcept("rider", "骑手", "", (), is_circumstance=True),
        LexiconConcept("wages", "欠薪", "wages", (Expression("工资…没发", "lay", 0.3),)),
    ),
    ("会", "怎么办"),
)


def test_of_a_compound_its_parts_are_asked_for() -> None:
    query = parse("怀孕被辞退", PARTS)
    assert shown(query, "required") == ["怀孕", "辞退"]
    assert "孕期解除" in shown(query, "optional")
    (mention,) = PARTS.mentions("被辞退")
    assert PARTS.parts(mention) == []


def test_what_is_asked_weighs_more_than_the_story_before_it() -> None:
    query = parse("老板欠薪，后来我被辞退，辞退合法吗？", PARTS)
    weights = {g.shown: g.weight for g in query.groups if g.role == "counted"}
    assert weights["辞退"] > weights["欠薪"]


def test_a_circumstance_only_helps_unless_it_is_all_that_was_typed() -> None:
    assert "骑手" in shown(parse("我当骑手时被欠薪怎么办", PARTS), "optional")
    assert "骑手" in shown(parse("当骑手怎么办", PARTS), "counted")
    assert shown(parse("骑手 欠薪", PARTS), "required") == ["骑手", "欠薪"]


def test_an_unsure_expression_with_a_gap_is_not_demanded() -> None:
    assert "欠薪" in shown(parse("被辞退后工资还没发怎么办", PARTS), "optional")


def test_a_stop_inside_a_word_is_no_stop() -> None:
    assert "会计" in shown(parse("我做会计被辞退怎么办", PARTS), "optional")


def test_only_a_synonym_with_a_gap_marks_documents_and_once() -> None:
    lexicon = Lexicon(
        (
            LexiconConcept("a", "欠薪", "x", (Expression("拖欠…工资"), Expression("拖欠工资"))),
            LexiconConcept("b", "结算", "x", (Expression("离职…工资", "lay", 0.9),)),
        )
    )
    assert lexicon.marks("拖欠三个月工资,又拖欠工资。离职前工资") == ["a", "a"]
    assert lexicon.marks("拖欠至今,工资另算") == []
    assert lexicon.marks("拖欠了九个字以上这么长的工资") == []
    assert lexicon.fingerprint != Lexicon(lexicon.concepts[1:]).fingerprint


def test_a_number_is_matched_whole() -> None:
    lexicon = Lexicon((LexiconConcept("a", "8小时", "x", (Expression("三薪"),)),))
    assert lexicon.marks("48小时,十三薪") == []
    assert lexicon.mentions("48小时,十三薪") == []
    assert lexicon.marks("每天8小时,三薪") == ["a", "a"]


def test_a_listed_slip_that_cuts_words_is_none() -> None:
    lexicon = Lexicon((LexiconConcept("a", "产假", "x", (Expression("产价", "misspelling"),)),))
    assert corrected("财产价值减少", lexicon)[1] == ()
    assert corrected("产价没批", lexicon)[0] == "产假没批"


def test_a_character_beside_a_known_word_is_no_slip_of_the_pen() -> None:
    lexicon = Lexicon((LexiconConcept("a", "按旷工处理", "x", (Expression("旷工"),)),))
    assert corrected("当旷工处理", lexicon)[1] == ()


def test_two_characters_in_a_long_text_are_left_alone() -> None:
    lexicon = Lexicon((LexiconConcept("a", "工资", "x", ()),))
    rare = {"公资": 0, "工资": 500}.get
    assert corrected("公资", lexicon, lambda piece: rare(piece) or 0)[0] == "工资"
    long = "综上所述本院认为公资二字出现在很长的文书里面"
    assert corrected(long, lexicon, lambda piece: rare(piece) or 0)[1] == ()


def test_of_two_ways_of_saying_it_the_one_with_more_words_of_its_own_is_taken() -> None:
    ways = (Expression("拖…工资", "lay", 0.9), Expression("拖欠…工资"))
    for expressions in (ways, ways[::-1]):
        lexicon = Lexicon((LexiconConcept("a", "欠薪", "x", expressions),))
        (mention,) = lexicon.mentions("拖欠一个月工资")
        assert (mention.text, mention.strength) == ("拖欠一个月工资", 1.0)
