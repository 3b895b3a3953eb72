from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest

from niangjia.foundation.search.opening import open_index
from niangjia.foundation.search.port import SearchRequest
from niangjia.foundation.search.query import parse
from niangjia.kernel.chinese.segment import bigrams
from niangjia.rights.caselaw.bench import papers, peer, search
from niangjia.rights.caselaw.bench.cases import FILTERS, SPEC, Asking, documents
from niangjia.rights.caselaw.rules.lexicon import lexicon


def test_both_engines_find_the_same_number_of_cases(tmp_path: Path) -> None:
    made = list(documents(150, seed=7))
    index = open_index(SPEC, tmp_path, lexicon())
    index.rebuild(made)
    peer.fill(tmp_path / "peer.sqlite3", made)
    other = peer.Peer(tmp_path / "peer.sqlite3")
    for question in (
        "老板拖欠三个月工资不给怎么办",
        "加班费 -工伤",
        "“劳动报酬”",
        "没签合同被辞退",
    ):
        query = parse(question, lexicon())
        for filters in ({}, *FILTERS):
            ours = index.search(SearchRequest(query, filters=filters)).total
            assert other.search(query, Asking(question, filters)) == ours, (question, filters)
    other.close()


def test_a_run_reports_both_and_leaves_nothing_behind(tmp_path: Path) -> None:
    said: list[str] = []
    figures = search.run(
        docs=60,
        seed=3,
        against_fts5=True,
        against_stock=True,
        queries=12,
        work=tmp_path,
        progress=said.append,
    )
    assert figures["docs"] == 60
    assert figures["engine"]["ask"]["p99_ms"] >= figures["engine"]["ask"]["p50_ms"] > 0
    assert figures["build"]["peak_memory_megabytes"] > 0
    assert figures["build"]["processor_seconds_per_gigabyte"] > 0
    assert figures["fts5"]["same_totals"] >= 0.9
    assert figures["stock"]["build"]["docs_per_second"] > 0
    assert figures["stock"]["search"]["processor_p99_ms"] > 0
    assert said
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_measure_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        search.run(docs=0, seed=1, against_fts5=False, queries=1, work=tmp_path, progress=print)


def test_the_same_number_is_the_same_paper_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "WRITTEN", 20)
    many = list(papers.cases(60, seed=3))
    assert [case.text for case in papers.cases(10, seed=3, start=45)] == [
        case.text for case in many[45:55]
    ]
    assert len({case.text for case in many}) == len({case.code for case in many}) == 60
    assert all(case.text.startswith("【虚构示例】") for case in many)


def test_joined_papers_are_as_long_and_bring_new_pairs_of_characters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(papers, "WRITTEN", 40)
    made = list(papers.cases(200, seed=3))
    lengths = [[len(case.text) for case in some] for some in (made[:40], made[40:])]
    assert 0.7 < median(lengths[1]) / median(lengths[0]) < 1.5
    written, joined = ({p for c in some for p in bigrams(c.text)} for some in (made[:40], made))
    assert len(joined) > len(written) + 5 * 160 / 2
