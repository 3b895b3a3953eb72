"""The evaluation of reading judges what is read, and its labels are sound."""

from pathlib import Path

import pytest

from niangjia.rights.caselaw.evaluation import reading_papers
from niangjia.rights.caselaw.evaluation.reading import evaluate_reading, figures
from niangjia.rights.caselaw.evaluation.reading_papers import (
    KnownPaper,
    by_hand,
    generated,
    masked,
    real,
)
from niangjia.rights.caselaw.rules.judgment.terms import ClaimKind, Fate, PartyKind, Role

FILES = ("reading.toml", "reading_unseen.toml", "reading_real.toml")


def papers() -> list[KnownPaper]:
    return [*by_hand("reading.toml"), *by_hand("reading_unseen.toml")]


def test_more_than_twenty_papers_are_made_by_hand() -> None:
    assert len(papers()) >= 20
    assert all(len(paper.text) > 200 for paper in papers())


@pytest.mark.parametrize("name", FILES)
def test_labels_use_the_codes_of_the_rules(name: str) -> None:
    kinds, fates = {k.value for k in ClaimKind}, {"", *(f.value for f in Fate)}
    roles, sorts = {r.value for r in Role}, {k.value for k in PartyKind}
    for row in reading_papers._rows(name):
        assert {claim[0] for claim in row["claims"]} <= kinds
        assert {claim[2] for claim in row["claims"]} <= fates
        assert all(role in roles and kind in sorts for role, kind in map(str.split, row["parties"]))


def test_labels_of_real_papers_hold_no_text() -> None:
    rows = reading_papers._rows("reading_real.toml")
    assert len(rows) == 20
    assert all("text" not in row and str(row).isascii() for row in rows)


def test_papers_in_view_are_read_as_labelled() -> None:
    found = figures(by_hand("reading.toml"))
    assert found["claims"]["recall"] >= 0.95
    assert found["fate"]["accuracy"] >= 0.95
    assert found["parties"]["recall"] >= 0.95


def test_masked_papers_are_read_alike() -> None:
    found = figures(list(masked(papers())))
    assert found["claims"]["recall"] >= 0.9
    assert found["parties"]["recall"] >= 0.9
    assert found["chain"]["precision"] >= 0.9


def test_generated_papers_are_read_as_they_were_made() -> None:
    found = figures(list(generated(count=60, seed=11)))
    assert min(found[name]["accuracy"] for name in ("joined", "left", "monthly_wage")) >= 0.95
    assert found["fate"]["accuracy"] >= 0.98
    assert found["parties"]["precision"] >= 0.95


def test_what_is_read_where_nothing_is_stated_counts_against_accuracy() -> None:
    paper = by_hand("reading.toml")[0]
    facts = {**paper.facts, "joined": None}
    wrong = KnownPaper(paper.text, facts, paper.parties, paper.claims, paper.chain, None)
    found = figures([wrong])
    assert found["joined"] == {"stated": 0, "coverage": None, "accuracy": 0.0}
    assert found["citations"] == {"stated": 0, "precision": None, "recall": None}


def test_without_a_folder_real_papers_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(reading_papers.FOLDER, raising=False)
    said: list[str] = []
    result = evaluate_reading(documents=3, seed=2, say=said.append)
    assert "real" not in result
    assert result["generated"]["documents"] == 3
    assert said


def test_another_file_than_was_labelled_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cases").mkdir()
    other = '{"id": "other", "text": "甲"}\n' * 40
    (tmp_path / "cases" / "simucourt_labour.jsonl").write_text(other, encoding="utf-8")
    monkeypatch.setenv(reading_papers.FOLDER, str(tmp_path))
    with pytest.raises(ValueError, match="标注对不上"):
        real()
