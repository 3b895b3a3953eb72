"""What a made-up case promises: repeatable, plainly fictional, and labelled truly."""

from __future__ import annotations

import io
import json
import os
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from niangjia.rights.caselaw.generator import FictionalCase, generate
from niangjia.rights.caselaw.generator.cast import cast
from niangjia.rights.caselaw.generator.commands import write_cases
from niangjia.rights.caselaw.generator.facts import BODIES, ISSUES, OUTCOMES, STAGES
from niangjia.rights.caselaw.generator.grounds import KIND_LAW
from niangjia.rights.caselaw.generator.material import material
from niangjia.rights.caselaw.generator.numerals import chinese, seal_day, service_years
from niangjia.rights.caselaw.generator.places import places
from niangjia.rights.caselaw.generator.scene import draw
from niangjia.rights.caselaw.generator.statutes import articles
from niangjia.rights.caselaw.generator.sums import MAKERS, MONEYLESS

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}
_CLAIM_SLOTS = ("sum", "granted", "how", "how_less", "period")
_UNITS = {"十": 10, "百": 100, "千": 1000}


@pytest.fixture(scope="module")
def cases() -> list[FictionalCase]:
    return list(generate(count=5000, seed=3))


def _read_chinese(text: str) -> int:
    """An independent reader of Chinese numerals, so that writer and test cannot err together."""
    total = part = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _UNITS:
            part += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            total, part, digit = (part + digit) * 10_000, 0, 0
    return total + part + digit


def _sums(text: str) -> set[Decimal]:
    """Every sum of money that stands in a text, in any form."""
    found = {Decimal(n.replace(",", "")) for n in re.findall(r"(\d[\d,]*(?:\.\d+)?)元", text)}
    found |= {Decimal(n) * 10_000 for n in re.findall(r"(\d+(?:\.\d+)?)万元", text)}
    return found | {
        Decimal(_read_chinese(n)) for n in re.findall(r"([零一二三四五六七八九十百千万]+)元", text)
    }


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_the_same_seed_gives_the_same_cases() -> None:
    assert list(generate(count=40, seed=9)) == list(generate(count=40, seed=9))


def test_a_case_does_not_depend_on_how_many_are_made() -> None:
    whole = list(generate(count=60, seed=4))
    assert whole[37:45] == list(generate(count=8, seed=4, start=37))


def test_another_seed_gives_other_cases() -> None:
    first = {c.text for c in generate(count=50, seed=1)}
    assert not first & {c.text for c in generate(count=50, seed=2)}


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        generate(count=-1, seed=1)


def test_no_two_cases_are_alike(cases: list[FictionalCase]) -> None:
    assert len({c.text for c in cases}) == len(cases)
    assert len({c.case_no for c in cases}) == len(cases)
    assert len({c.id for c in cases}) == len(cases)


def test_every_issue_outcome_body_and_stage_appears(cases: list[FictionalCase]) -> None:
    assert {c.facts.issues[0] for c in cases} == set(ISSUES)
    assert {c.facts.outcome for c in cases} == set(OUTCOMES)
    assert {c.facts.body for c in cases} == set(BODIES)
    assert {c.facts.stage for c in cases} == set(STAGES)
    assert {c.facts.asker for c in cases} == {"worker", "employer"}


def test_every_case_says_that_it_is_made_up(cases: list[FictionalCase]) -> None:
    for case in cases:
        assert case.text.startswith("【虚构示例】")
        assert case.case_no.startswith("（虚构）")
        assert "某" in case.court_or_body
        assert "某" in case.title


def test_days_and_wage_stand_in_the_text(cases: list[FictionalCase]) -> None:
    for case in cases:
        facts = case.facts
        sealed = seal_day(facts.date) in case.text or _said(facts.date) in case.text
        assert sealed, case.id
        assert facts.joined is not None
        assert _said(facts.joined) in case.text, case.id
        assert facts.left is None or _said(facts.left) in case.text, case.id
        assert facts.monthly_wage in _sums(case.text), case.id
        assert facts.occupation in case.text, case.id


def test_amounts_stand_in_the_text(cases: list[FictionalCase]) -> None:
    for case in cases:
        seen = _sums(case.text)
        for claim in case.facts.claims:
            assert claim.amount is None or claim.amount in seen, (case.id, claim)
            if case.facts.outcome in ("supported", "partly") and claim.granted:
                assert claim.granted in seen, (case.id, claim)
        if case.facts.outcome == "settled":
            assert case.facts.awarded in seen, case.id


def test_outcome_and_sums_agree(cases: list[FictionalCase]) -> None:
    for case in cases:
        facts = case.facts
        claims = [c for c in facts.claims if c.amount is not None]
        total = sum((c.amount or Decimal(0) for c in claims), Decimal(0))
        assert facts.claimed == (total if claims else None), case.id
        if facts.outcome == "settled":
            continue
        granted = sum((c.granted or Decimal(0) for c in claims), Decimal(0))
        assert facts.awarded == (granted if claims else None), case.id
        for claim in claims:
            assert claim.granted is not None
            assert 0 <= claim.granted <= (claim.amount or 0), case.id
            if facts.outcome in ("supported", "refused"):
                gets_all = (facts.outcome == "supported") == (claim.by == "worker")
                assert claim.granted == (claim.amount if gets_all else 0), case.id


def test_days_follow_one_another(cases: list[FictionalCase]) -> None:
    for case in cases:
        facts = case.facts
        assert facts.joined is not None
        assert facts.joined < facts.date
        assert facts.left is None or facts.joined < facts.left < facts.date
        assert case.date == facts.date.isoformat()


def test_lengths_spread_like_judgments(cases: list[FictionalCase]) -> None:
    lengths = sorted(len(c.text) for c in cases)
    assert 1900 <= sum(lengths) / len(lengths) <= 2500
    assert lengths[0] >= 500
    assert lengths[-1] <= 8500
    assert lengths[len(lengths) // 20] < 1300
    assert lengths[-len(lengths) // 20] > 4000


def test_cited_articles_are_in_the_table_and_in_the_text(cases: list[FictionalCase]) -> None:
    table = {(a.law, a.label) for a in articles().values()}
    for case in cases:
        for law, label in case.facts.statutes:
            assert (law, label) in table
            assert f"{law}》" in case.text, case.id
            assert label in case.text, (case.id, label)
        basis = "".join(re.findall(r"依照(.*?)(?:之规定|规定)", case.text))
        named = set(re.findall(r"《(?:中华人民共和国)?([^《》]+)》第", basis))
        assert named <= {law for law, _ in table}, case.id


def test_nothing_is_left_unfilled(cases: list[FictionalCase]) -> None:
    marks = re.compile(r"[{}\[\]|]|%\(|%%|None|，。|。。|：。|；。|，，")
    for case in cases:
        found = marks.search(case.text)
        assert found is None, (case.id, case.text[found.start() - 30 : found.end() + 30])


def test_each_issue_has_a_dozen_storylines_and_all_are_used(cases: list[FictionalCase]) -> None:
    lines = material().lines
    assert set(lines) == set(ISSUES)
    for issue, rows in lines.items():
        assert len({row.story for row in rows}) >= 12, issue
        for row in rows:
            assert set(row.claims) <= set(MAKERS) | MONEYLESS
            assert set(row.law) <= set(articles())
    assert min(Counter(c.facts.issues[0] for c in cases).values()) > 20


def test_every_storyline_can_be_filled_in() -> None:
    stuff = material()
    scene = draw(stuff, Random("any"))
    for line in (line for rows in stuff.lines.values() for line in rows):
        scene.line, scene.trade = line, stuff.trades[line.trades[0]]
        for _ in range(5):
            voice = cast(scene, stuff)
            for text in (line.story, line.defence, line.found, line.win, line.lose):
                assert "%(" not in voice.say(text)


def test_every_phrase_can_be_filled_in() -> None:
    stuff = material()
    scene = draw(stuff, Random("any"))
    voice = cast(scene, stuff)
    for name in ("arb_no", "interest_article", "settled_sum", *_CLAIM_SLOTS):
        voice[name] = "某"
    for name, bank in stuff.banks[0].items():
        for phrase in bank:
            assert "%(" not in voice.say(phrase), name


def test_every_kind_of_claim_has_its_words_and_its_law() -> None:
    banks = material().banks[0]
    for kind in set(MAKERS) | MONEYLESS:
        assert set(KIND_LAW[kind].split()) <= set(articles()), kind
        for part in ("ask", "grant", "less", "none", "order"):
            assert banks[f"{kind}.{part}"], (kind, part)


def test_places_carry_six_digit_codes() -> None:
    rows = places()
    assert len(rows) > 300
    assert len({p.code for p in rows}) == len(rows)
    assert all(re.fullmatch(r"\d{6}", p.code) for p in rows)
    assert next(p.name for p in rows if p.code == "370200") == "山东省青岛市"


@pytest.mark.parametrize(
    ("number", "words"),
    [(10, "十"), (35000, "三万五千"), (10005, "一万零五"), (110, "一百一十"), (20300, "二万零三百"),
     (100000, "十万"), (12, "十二"), (1002, "一千零二")],
)  # fmt: skip
def test_numbers_in_chinese(number: int, words: str) -> None:
    assert chinese(number) == words
    assert _read_chinese(words) == number


@pytest.mark.parametrize("number", range(0, 200_000, 787))
def test_chinese_numbers_read_back(number: int) -> None:
    assert _read_chinese(chinese(number)) == number


@pytest.mark.parametrize(
    ("joined", "left", "years"),
    [
        (date(2018, 1, 1), date(2024, 7, 5), "7"),
        (date(2024, 1, 1), date(2024, 6, 29), "0.5"),
        (date(2024, 1, 1), date(2024, 6, 30), "1"),
        (date(2020, 3, 1), date(2023, 2, 28), "3"),
        (date(2020, 3, 1), date(2023, 3, 1), "3.5"),
    ],
)
def test_years_of_service(joined: date, left: date, years: str) -> None:
    assert service_years(joined, left) == Decimal(years)


def test_an_import_file_is_written_line_by_line() -> None:
    out, seen = io.StringIO(), list[int]()
    assert write_cases(count=7, seed=2, out=out, with_facts=True, progress=seen.append) == 7
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [r["id"] for r in rows] == [c.id for c in generate(count=7, seed=2)]
    assert rows[0]["facts"]["region_code"].isdigit()
    assert seen[-1] == 7


def test_facts_stay_out_unless_asked_for() -> None:
    out = io.StringIO()
    write_cases(count=1, seed=2, out=out, with_facts=False, progress=lambda _: None)
    assert set(json.loads(out.getvalue())) == {
        "id", "title", "court_or_body", "case_no", "date", "region", "cause", "text"
    }  # fmt: skip


_EVAL = os.environ.get("NIANGJIA_EVAL_DATA", "")


@pytest.mark.skipif(not _EVAL, reason="NIANGJIA_EVAL_DATA names no folder of law texts")
def test_every_article_exists_in_the_law_texts() -> None:
    texts: dict[str, str] = {}
    for path in (Path(_EVAL) / "laws").rglob("*.md"):
        name = re.sub(r"\([\d-]+\)$", "", path.stem).split("__")[-1]
        name = name.removeprefix("关于").removesuffix("(试行)")
        texts[name] = texts.get(name, "") + path.read_text(encoding="utf-8")
    missing = [
        (a.law, a.label)
        for key, a in articles().items()
        # The civil procedure numbering before 2022 is not among the texts kept.
        if not key.startswith("CPLa")
        if not re.search(rf"(?m)^{a.label}[ 　]", texts.get(a.law, ""))
    ]
    assert missing == []
