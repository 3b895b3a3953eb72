from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import (
    Document,
    IndexBusy,
    IndexMissing,
    IndexSpec,
    SearchIndex,
    SearchRequest,
    TextField,
    UnknownField,
)
from niangjia.foundation.search.tests.conftest import LEXICON, SPEC, Engine, generations
from niangjia.foundation.search.tests.documents import ask, document
from niangjia.foundation.search.verify import drift


def test_before_the_first_write_there_is_no_index(index: SearchIndex) -> None:
    with pytest.raises(IndexMissing):
        index.search(SearchRequest(None))


def test_the_same_id_replaces_even_within_one_batch(index: SearchIndex) -> None:
    index.upsert([document("a", "旷工"), document("a", "拖欠工资")])
    index.upsert([document("a", "加班费")])
    assert ask(index, "加班费") == ["a"]
    assert ask(index, "旷工") == []
    assert list(index.hashes()) == [("a", "a:加班费")]


def test_a_deleted_document_is_gone_at_once(index: SearchIndex) -> None:
    index.upsert([document("a", "拖欠工资"), document("b", "拖欠工资")])
    index.delete(["a", "never there"])
    assert ask(index, "欠薪") == ["b"]
    assert index.count() == 1


def test_a_batch_that_fails_changes_nothing(index: SearchIndex) -> None:
    index.upsert([document("a", "拖欠工资")])
    wrong = Document("b", "h", {"body": "x"}, keywords={"judge": ("x",)})
    with pytest.raises(UnknownField, match="judge"):
        index.upsert([document("a", "旷工"), wrong])
    assert list(index.hashes()) == [("a", "a:拖欠工资")]
    index.upsert([document("c", "加班费")])
    assert index.count() == 2


def test_a_second_writer_waits_and_then_says_the_index_is_busy(
    engine: Engine, index: SearchIndex, tmp_path: Path
) -> None:
    other = engine(tmp_path, SPEC, LEXICON)
    with index.writing() as writer:
        writer.upsert([document("a", "拖欠工资")])
        with pytest.raises(IndexBusy), other.writing(timeout=0.1):
            pass
    with other.writing(timeout=0.1) as writer:
        writer.upsert([document("b", "拖欠工资")])
    assert index.count() == 2


def test_a_waiting_writer_gets_its_turn(engine: Engine, index: SearchIndex, tmp_path: Path) -> None:
    other = engine(tmp_path, SPEC, LEXICON)
    waiting = threading.Thread(target=lambda: other.upsert([document("b", "加班费")]))
    with index.writing() as writer:
        waiting.start()
        writer.upsert([document("a", "拖欠工资")])
    waiting.join(20)
    assert index.count() == 2


def _write_elsewhere(engine: Engine, folder: Path, id_: str) -> None:
    engine(folder, SPEC, LEXICON).upsert([document(id_, "拖欠工资")])


def test_what_another_process_commits_is_found_at_once(
    engine: Engine, index: SearchIndex, tmp_path: Path
) -> None:
    index.upsert([document("a", "拖欠工资")])
    assert ask(index, "欠薪") == ["a"]
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_write_elsewhere, args=(engine, tmp_path, "b"))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    assert set(ask(index, "欠薪")) == {"a", "b"}


def test_a_rebuild_is_seen_by_open_readers_and_leaves_nothing_behind(
    engine: Engine, index: SearchIndex, tmp_path: Path
) -> None:
    index.upsert([document("old", "拖欠工资")])
    reader = engine(tmp_path, SPEC, LEXICON)
    assert ask(reader, "欠薪") == ["old"]
    before = index.state()
    assert index.rebuild(document(f"n{n}", "拖欠工资") for n in range(3)) == 3
    assert set(ask(reader, "欠薪")) == {"n0", "n1", "n2"}
    assert index.state().generation != before.generation
    assert index.state().documents == 3


def test_a_rebuild_keeps_the_last_of_one_id(index: SearchIndex) -> None:
    index.rebuild([document("a", "旷工"), document("b", "工伤"), document("a", "加班费")])
    assert sorted(index.hashes()) == [("a", "a:加班费"), ("b", "b:工伤")]


def test_while_a_rebuild_runs_the_old_index_answers(index: SearchIndex) -> None:
    index.upsert([document("old", "拖欠工资")])
    answers: list[list[str]] = []

    def documents() -> Iterator[Document]:
        yield document("new", "拖欠工资")
        answers.append(ask(index, "欠薪"))

    index.rebuild(documents())
    assert answers == [["old"]]
    assert ask(index, "欠薪") == ["new"]


def test_a_rebuild_that_fails_leaves_the_old_index(index: SearchIndex) -> None:
    index.upsert([document("old", "拖欠工资")])

    def documents() -> Iterator[Document]:
        yield document("new", "拖欠工资")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        index.rebuild(documents())
    assert ask(index, "欠薪") == ["old"]
    index.upsert([document("more", "拖欠工资")])
    assert index.count() == 2


_KILLED = """
import os, signal, sys
from pathlib import Path
from niangjia.foundation.search.tests.conftest import ENGINES, LEXICON, SPEC
from niangjia.foundation.search.tests.documents import document
def documents():
    for n in range(500):
        yield document(f"n{n}", "拖欠工资")
    os.kill(os.getpid(), signal.SIGKILL)
ENGINES[sys.argv[1]](Path(sys.argv[2]), SPEC, LEXICON).rebuild(documents())
"""


def test_a_rebuild_killed_midway_leaves_the_old_index_and_is_swept_up(
    index: SearchIndex, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    index.upsert([document("old", "拖欠工资")])
    before = index.state()
    name = request.node.callspec.params["engine"]
    killed = subprocess.run(  # noqa: S603 - our own interpreter on our own text
        [sys.executable, "-c", _KILLED, name, str(tmp_path)],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert killed.returncode == -signal.SIGKILL
    assert ask(index, "欠薪") == ["old"]
    assert index.state() == before
    index.rebuild([document("new", "拖欠工资")])
    assert ask(index, "欠薪") == ["new"]
    assert generations(name, tmp_path) == [index.state().generation]


def test_an_index_of_other_fields_or_words_says_so_and_is_not_written_to(
    engine: Engine, index: SearchIndex, tmp_path: Path
) -> None:
    index.upsert([document("a", "拖欠工资")])
    assert not index.state().outdated
    other_fields = engine(tmp_path, IndexSpec("cases", (TextField("body"),)), LEXICON)
    other_words = engine(tmp_path, SPEC, Lexicon())
    for later in (other_fields, other_words):
        assert later.state().outdated
        with pytest.raises(IndexMissing):
            later.delete(["a"])
    with pytest.raises(IndexMissing):
        other_fields.search(SearchRequest(None))
    assert other_words.search(SearchRequest(None)).total == 1
    again = engine(tmp_path, SPEC, Lexicon())
    again.rebuild([document("b", "旷工")])
    assert not again.state().outdated
    assert again.count() == 1


def test_drift_names_what_is_missing_stale_and_surplus(index: SearchIndex) -> None:
    index.upsert([document("same", "一"), document("stale", "二"), document("surplus", "三")])
    expected = [("same", "same:一"), ("stale", "stale:新"), ("missing", "missing:四")]
    found = drift(index, expected)
    assert (found.missing, found.stale, found.surplus) == (("missing",), ("stale",), ("surplus",))
    assert found.checked == 3
    assert not found.is_none
    assert set(found.to_upsert) == {"missing", "stale"}
    index.delete(found.surplus)
    index.upsert([document("stale", "新"), document("missing", "四")])
    assert drift(index, expected).is_none


def test_reading_goes_on_while_others_write(index: SearchIndex) -> None:
    index.upsert([document("a", "拖欠工资")])
    failed: list[BaseException] = []
    stop = threading.Event()

    def read() -> None:
        try:
            while not stop.is_set():
                assert "a" in ask(index, "欠薪", limit=100)
        except BaseException as error:  # noqa: BLE001 - reported by the assertion below
            failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for n in range(10):
        index.upsert([document(f"b{n}", "拖欠工资")])
    index.rebuild([document("a", "拖欠工资")])
    stop.set()
    for reader in readers:
        reader.join(20)
    assert failed == []
