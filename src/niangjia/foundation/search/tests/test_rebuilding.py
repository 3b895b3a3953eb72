"""Building anew beside the index that serves: nobody notices, nothing is lost or redone."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from niangjia.foundation.search.expansion import Lexicon
from niangjia.foundation.search.port import Document, IndexBusy, SearchIndex
from niangjia.foundation.search.tests.conftest import LEXICON, SPEC, Engine, generations
from niangjia.foundation.search.tests.documents import ask, document
from niangjia.foundation.search.tests.elsewhere import all_documents, start

COUNT, KILLED_AT, MOST_REDONE = 2000, (800, 1600), 1300  # a cluster takes 500 at once


@pytest.fixture
def laid_down(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect every text that is cut and marked, however the engine does it."""
    texts: list[str] = []
    marks = Lexicon.marks

    def noted(lexicon: Lexicon, text: str) -> list[str]:
        texts.append(text)
        return marks(lexicon, text)

    monkeypatch.setattr(Lexicon, "marks", noted)
    return texts


@pytest.fixture
def name(request: pytest.FixtureRequest) -> str:
    engine: str = request.node.callspec.params["engine"]
    return engine


def test_what_is_written_during_a_rebuild_is_in_both(
    engine: Engine, index: SearchIndex, tmp_path: Path
) -> None:
    index.upsert([document("kept", "旷工"), document("gone", "旷工"), document("changed", "旷工")])
    other = engine(tmp_path, SPEC, LEXICON)
    answers: list[set[str]] = []

    def documents() -> Iterator[Document]:
        yield document("kept", "旷工")
        yield document("gone", "旷工")
        yield document("changed", "旷工")
        other.upsert([document("new", "旷工 \u2028 拖欠工资", amount=3.5)])
        with other.writing() as writer:
            writer.delete(["gone"])
            writer.upsert([document("changed", "加班费")])
        with suppress(ZeroDivisionError), other.writing() as writer:
            writer.upsert([document("never", "旷工")])
            raise ZeroDivisionError
        answers.append(set(ask(index, "旷工")))

    assert index.rebuild(documents()) == 3
    assert answers == [{"kept", "new"}]
    assert set(ask(other, "旷工")) == {"kept", "new"}
    assert ask(other, "加班费") == ["changed"]
    assert dict(index.hashes()) == {
        "kept": "kept:旷工",
        "new": "new:旷工 \u2028 拖欠工资",
        "changed": "changed:加班费",
    }
    index.upsert([document("new", "工伤"), document("changed", "工伤")])
    assert set(ask(index, "工伤")) == {"new", "changed"}


def test_two_rebuilds_do_not_meet(engine: Engine, index: SearchIndex, tmp_path: Path) -> None:
    other = engine(tmp_path, SPEC, LEXICON)

    def documents() -> Iterator[Document]:
        with pytest.raises(IndexBusy):
            other.rebuild([document("b", "旷工")], timeout=0.1)
        yield document("a", "旷工")

    index.rebuild(documents())
    assert ask(index, "旷工") == ["a"]


def test_a_rebuild_goes_on_where_it_failed(index: SearchIndex, laid_down: list[str]) -> None:
    index.upsert([document("old", "旷工")])

    def failing() -> Iterator[Document]:
        yield from all_documents(20)
        yield document("surplus", "旷工")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        index.rebuild(failing())
    assert ask(index, "旷工") == ["old"]
    laid_down.clear()
    again = [*all_documents(19), document("n19", "加班费"), document("n20", "旷工")]
    assert index.rebuild(again) == 21
    assert dict(index.hashes()) == {made.id: made.hash for made in again}
    assert ask(index, "旷工") == ["n20"]
    assert ask(index, "加班费") == ["n19"]


def test_a_rebuild_for_other_words_begins_anew(
    engine: Engine, index: SearchIndex, tmp_path: Path, laid_down: list[str]
) -> None:
    def failing() -> Iterator[Document]:
        yield document("a", "旷工")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        index.rebuild(failing())
    other_words = engine(tmp_path, SPEC, Lexicon())
    laid_down.clear()
    assert other_words.rebuild([document("a", "旷工")]) == 1
    assert laid_down
    assert not other_words.state().outdated


@pytest.mark.slow
def test_killed_and_killed_again_it_ends_and_nobody_notices(
    index: SearchIndex, tmp_path: Path, name: str, laid_down: list[str]
) -> None:
    """Readers and a writer in processes of their own; kill -9 twice, then once to the end."""
    index.upsert(list(all_documents(30)))
    served = index.state().generation
    stop = tmp_path / "stop"
    readers = [start("ask", name, tmp_path, stop) for _ in range(2)]
    written: list[str] = []

    def write() -> None:
        while not stop.exists():
            written.append(f"w{len(written)}")  # the truth first, the index after it
            index.upsert([document(written[-1], "工伤")])
            time.sleep(0.05)

    writer = threading.Thread(target=write)
    writer.start()
    for killed_at in KILLED_AT:
        rebuilding = start("rebuild", name, tmp_path, COUNT, 0.002)
        assert rebuilding.stdout
        assert any(int(line) >= killed_at for line in rebuilding.stdout)
        rebuilding.send_signal(signal.SIGKILL)
        assert rebuilding.wait(10) == -signal.SIGKILL
        assert index.state().generation == served
    unfinished = [one for one in generations(name, tmp_path) if one != served]
    laid_down.clear()

    def everything() -> Iterator[Document]:
        written_before = list(written)
        yield from (document(id_, "工伤") for id_ in written_before)
        yield from all_documents(COUNT, 0.001)

    assert index.rebuild(everything()) > COUNT
    again = sum("拖欠工资" in text for text in laid_down)
    time.sleep(1)
    stop.touch()
    writer.join(30)
    answered = [int(reader.communicate(timeout=30)[0]) for reader in readers]
    assert all(count > 0 for count in answered)
    assert index.state().generation in unfinished
    assert again <= MOST_REDONE, "it began from the start"
    made = {made.id: made.hash for made in all_documents(COUNT)}
    assert dict(index.hashes()) == made | {id_: f"{id_}:工伤" for id_ in written}
    assert generations(name, tmp_path) == [index.state().generation]
    print(f"{name}: {sum(answered)} answers, {COUNT - again} of {COUNT} kept")  # noqa: T201 - the figure
