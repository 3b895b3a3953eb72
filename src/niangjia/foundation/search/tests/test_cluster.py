"""What only a cluster can do: lose a node, be away, be asked in many places at once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from niangjia.foundation.search.opensearch import bulk
from niangjia.foundation.search.opensearch.connection import ClusterAway, connected
from niangjia.foundation.search.opensearch.index import ClusterIndex
from niangjia.foundation.search.opensearch.lease import Lease
from niangjia.foundation.search.opensearch.settings import ClusterSettings
from niangjia.foundation.search.port import (
    DateRange,
    Document,
    IndexBusy,
    IndexMissing,
    SearchRequest,
)
from niangjia.foundation.search.query import parse
from niangjia.foundation.search.tests.conftest import LEXICON, ON_CLUSTER, SPEC
from niangjia.foundation.search.tests.documents import ask, document
from niangjia.foundation.search.tests.elsewhere import all_documents

pytestmark = [pytest.mark.slow, *ON_CLUSTER]
ASKED = SearchRequest(parse("欠薪", LEXICON), facets=("region",))


@pytest.fixture
def index(cluster: ClusterSettings) -> ClusterIndex:
    return ClusterIndex(replace(cluster, shards=3, replicas=1), SPEC, LEXICON)


def _node(number: int) -> Path:
    return Path(os.environ["NIANGJIA_TEST_CLUSTER_NODES"]) / f"node-{number}"


def _green(settings: ClusterSettings) -> bool:
    asked = "_cluster/health?wait_for_status=green&wait_for_nodes=3&timeout=5s"
    for host, port in settings.hosts:
        try:
            with urllib.request.urlopen(f"http://{host}:{port}/{asked}", timeout=10) as answer:
                return not json.load(answer)["timed_out"]
        except OSError:
            continue
    return False


@contextmanager
def _killed(number: int, settings: ClusterSettings) -> Iterator[None]:
    """Kill a node with -9 for the time of the block, then start it again and wait for it."""
    pid = int((_node(number) / "pid").read_text())
    os.kill(pid, signal.SIGKILL)
    try:
        yield
    finally:
        subprocess.run([str(_node(number) / "start")], check=True)  # noqa: S603 - our own script
        deadline = time.monotonic() + 240
        while not _green(settings):
            assert time.monotonic() < deadline, "the cluster did not mend"


@contextmanager
def _asking(index: ClusterIndex, threads: int = 3) -> Iterator[list[int]]:
    """Ask without end in several threads; an error or an empty answer fails the test."""
    failed: list[BaseException] = []
    counts: list[int] = []
    stop = threading.Event()

    def go_on() -> None:
        count = 0
        try:
            while not stop.is_set():
                response = index.search(ASKED)
                assert response.hits
                assert not response.relaxed
                assert sum(facet.count for facet in response.facets["region"]) == response.total
                count += 1
                time.sleep(0.01)  # leaves the others some of the machine
        except BaseException as error:  # noqa: BLE001 - reported by the assertion below
            failed.append(error)
        counts.append(count)

    running = [threading.Thread(target=go_on) for _ in range(threads)]
    for thread in running:
        thread.start()
    try:
        yield counts
    finally:
        stop.set()
        for thread in running:
            thread.join(60)
    assert failed == []


def _with_primaries(settings: ClusterSettings, index: ClusterIndex) -> int:
    """Return the number of a node that holds a primary shard of what serves."""
    client = connected(settings)
    name = index.state().generation
    rows = client.cat.shards(index=name, params={"format": "json"})
    primary = next(row for row in rows if row["prirep"] == "p")
    return int(primary["node"].removeprefix("node-"))


def test_a_node_killed_while_writing_and_asking_loses_nothing(
    index: ClusterIndex, cluster: ClusterSettings
) -> None:
    index.upsert([document("first", "拖欠工资")])
    acknowledged = {"first": "first:拖欠工资"}
    victim = _with_primaries(cluster, index)

    def write(start: int, batches: int) -> None:
        for number in range(start, start + batches):
            made = [document(f"b{number}-{n}", "拖欠工资") for n in range(20)]
            try:
                index.upsert(made)
            except ClusterAway:
                continue  # not acknowledged: it may or may not be there
            acknowledged.update({one.id: one.hash for one in made})

    with _asking(index) as answers:
        write(0, 5)
        with _killed(victim, cluster):
            write(5, 15)
            found = dict(index.hashes())
            assert acknowledged.items() <= found.items()
        write(20, 3)
    assert acknowledged.items() <= dict(index.hashes()).items()
    assert len(acknowledged) >= 1 + 20 * 20, "hardly anything was acknowledged"
    print(f"node killed: {len(acknowledged)} kept, {sum(answers)} answers")  # noqa: T201 - the figure


def test_a_node_killed_during_a_rebuild_loses_nothing(
    index: ClusterIndex, cluster: ClusterSettings
) -> None:
    index.upsert(list(all_documents(5)))
    victim = _with_primaries(cluster, index)
    killed = threading.Event()
    mended: list[threading.Thread] = []

    def kill() -> None:
        with _killed(victim, cluster):
            killed.set()
            time.sleep(2)

    def documents() -> Iterator[Document]:
        for number, made in enumerate(all_documents(3000)):
            if number == 1200:
                mended.append(threading.Thread(target=kill))
                mended[0].start()
                assert killed.wait(10)
            yield made

    with _asking(index) as answers:
        assert index.rebuild(documents()) == 3000
        found = dict(index.hashes())
        mended[0].join(180)
    assert found == {made.id: made.hash for made in all_documents(3000)}
    assert dict(index.hashes()) == found
    print(f"node killed during a rebuild: 3000 kept, {sum(answers)} answers")  # noqa: T201 - the figure


def test_rebuilding_again_and_again_under_questions_fails_none(index: ClusterIndex) -> None:
    index.upsert(list(all_documents(20)))
    with _asking(index) as answers:
        for _ in range(3):
            index.rebuild(all_documents(40))
    assert all(answers)
    print(f"3 switches: {sum(answers)} answers")  # noqa: T201 - the figure


def test_several_shards_rank_and_count_as_one(cluster: ClusterSettings) -> None:
    one = ClusterIndex(replace(cluster, shards=1, prefix=f"{cluster.prefix}-one"), SPEC, LEXICON)
    four = ClusterIndex(replace(cluster, shards=4, prefix=f"{cluster.prefix}-four"), SPEC, LEXICON)
    made = [document(f"d{n}", "拖欠工资" * (n % 5) + "加班费。" * (n % 7)) for n in range(200)]
    answers = []
    for index in (one, four):
        index.rebuild(made)
        request = SearchRequest(parse("欠薪 加班费", LEXICON), facets=("region",), limit=30)
        answers.append(index.search(request))
    assert answers[0].total == answers[1].total
    assert answers[0].facets == answers[1].facets
    assert [hit.id for hit in answers[0].hits] == [hit.id for hit in answers[1].hits]


def test_a_batch_cut_short_after_it_counted_is_made_by_the_next_writer(
    index: ClusterIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.upsert([document("a", "旷工"), document("b", "旷工")])

    def away(*_: object) -> None:
        raise ClusterAway("没有应答")

    with monkeypatch.context() as patched:
        patched.setattr("niangjia.foundation.search.opensearch.writer.hand_over", away)
        with pytest.raises(ClusterAway), index.writing() as writer:
            writer.upsert([document("a", "工伤"), document("c", "工伤")])
    assert set(ask(index, "旷工")) == {"a", "b"}
    index.delete(["never there"])
    assert set(ask(index, "工伤")) == {"a", "c"}
    assert ask(index, "旷工") == ["b"]


def test_a_writer_that_lost_its_turn_changes_nothing(
    index: ClusterIndex, cluster: ClusterSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a machine stands still for longer than the lease and then goes on."""
    index.upsert([document("a", "旷工")])
    other = ClusterIndex(replace(cluster, shards=3, lease=2.0), SPEC, LEXICON)
    monkeypatch.setattr("niangjia.foundation.search.opensearch.lease._RENEWALS", 0.01)
    stalled = index.writing()
    writer = stalled.__enter__()
    writer.upsert([document("a", "工伤"), document("late", "工伤")])
    monkeypatch.undo()
    other.upsert([document("a", "加班费")])
    with pytest.raises(IndexBusy):
        stalled.__exit__(None, None, None)
    index.upsert([document("b", "旷工")])
    assert dict(index.hashes()) == {"a": "a:加班费", "b": "b:旷工"}


def test_one_at_a_time_in_all_threads(index: ClusterIndex, cluster: ClusterSettings) -> None:
    index.upsert([document("a", "旷工")])
    client = connected(cluster)
    lease = Lease(client, f"{cluster.prefix}-cases-turns", "count", cluster.lease)
    inside: list[int] = []

    def count() -> None:
        for _ in range(5):
            with lease.held(60, n=0) as turn:
                inside.append(1)
                assert len(inside) == 1
                turn.change(n=turn.source["n"] + 1)
                inside.pop()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert lease.read()["n"] == 20


def test_a_large_batch_goes_over_in_pieces(
    index: ClusterIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_MOST_CHARACTERS", 2_000)
    monkeypatch.setattr("niangjia.foundation.search.opensearch.journal._MOST_CHARACTERS", 5_000)
    index.upsert([*all_documents(300), document("n7", "加班费"), document("n7", "工伤")])
    assert index.count() == 300
    assert ask(index, "工伤") == ["n7"]


CALLS: dict[str, Callable[[ClusterIndex], object]] = {
    "search": lambda index: index.search(ASKED),
    "count": lambda index: index.count(),
    "state": lambda index: index.state(),
    "hashes": lambda index: list(index.hashes()),
    "upsert": lambda index: index.upsert([document("a", "旷工")]),
    "rebuild": lambda index: index.rebuild([document("a", "旷工")]),
    "more_like": lambda index: index.more_like("拖欠工资"),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_cluster_that_is_away_is_said_to_be(
    call: Callable[[ClusterIndex], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("niangjia.foundation.search.opensearch.connection._PATIENCE", 0.2)
    away = ClusterSettings(hosts=(("127.0.0.1", 9),), tls=False, timeout=1.0)
    with pytest.raises(ClusterAway, match="没有应答"):
        call(ClusterIndex(away, SPEC, LEXICON))


def test_before_the_first_build_there_is_no_index(index: ClusterIndex) -> None:
    for call in (CALLS["count"], CALLS["state"], CALLS["hashes"], CALLS["search"]):
        with pytest.raises(IndexMissing):
            call(index)
    assert index.rebuild([]) == 0
    assert index.search(SearchRequest(None, date_ranges={"decided": DateRange()})).total == 0
