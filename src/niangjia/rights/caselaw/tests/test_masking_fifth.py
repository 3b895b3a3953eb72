"""The labels of the fifth set are where they should be. Nothing is masked here."""

import re

from niangjia.rights.caselaw.evaluation.masking_cast import SETS, TITLES, stuff_of
from niangjia.rights.caselaw.evaluation.masking_papers import LabelledPaper, papers

KINDS = {
    "account", "address", "birth", "case_no", "firm", "health", "identity", "mail", "online",
    "passport", "person", "phone", "plate", "property", "social", "staff_number",
}  # fmt: skip


def drawn() -> list[LabelledPaper]:
    return list(papers(documents=120, seed=5, template_set="fifth"))


def test_it_is_measured_beside_the_others_and_says_what_it_is() -> None:
    assert SETS[-1] == "fifth"
    assert "another hand" in TITLES["fifth"]


def test_it_holds_every_kind_in_enough_papers_and_sentences() -> None:
    stuff = stuff_of("fifth")
    assert len(stuff["template"]) >= 12
    assert len(stuff["line"]) >= 80
    assert {label.kind for paper in drawn() for label in paper.labels} == KINDS


def test_where_nothing_may_go_nothing_is_put() -> None:
    assert not [line for line in stuff_of("fifth")["hard"] if "{" in line]


def test_labels_lie_apart_and_every_mention_is_labelled() -> None:
    for paper in drawn():
        gone: set[int] = set()
        for label in paper.labels:
            places = set(range(label.start, label.end))
            assert places
            assert not places & gone
            gone |= places
        assert max(gone) < len(paper.text)
        for label in paper.labels:
            said = paper.text[label.start : label.end]
            if len(said) > 2:
                for found in re.finditer(re.escape(said), paper.text):
                    assert set(range(*found.span())) <= gone


def test_no_long_number_is_left_without_a_label() -> None:
    for paper in drawn():
        kept = list(paper.text)
        for label in paper.labels:
            kept[label.start : label.end] = "□" * (label.end - label.start)
        assert not re.search(r"[0-9A-Za-z]{6,}|@|·", "".join(kept))
