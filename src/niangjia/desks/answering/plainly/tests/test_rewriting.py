"""From the house's sentences to plainer ones over real HTTP: what goes out, what is believed."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.plainer import plainer
from niangjia.desks.answering.plainly import keeping, rewriting
from niangjia.foundation.languagemodel.client import Endpoint, ModelClient
from niangjia.foundation.languagemodel.tests.server import (
    Asked,
    Behaviour,
    FakeModel,
    Handler,
    saying,
    serve,
    telling,
)

from .cards import (
    ARTICLE,
    ASKED,
    CARD,
    COUNTED,
    DOUBLE,
    GOOD,
    HALF_OWN,
    LAW,
    NOTICE,
    OWED,
    OWN,
    PAPER,
    SOURCES,
)

ALL = (OWN, DOUBLE, HALF_OWN, CARD, NOTICE, COUNTED, OWED)
OUT = (DOUBLE, CARD, NOTICE, OWED)
"""Those of them that may go out, in their order."""

MARKS = ("王小明", "13912345678", "海浪厂", "6543", "8个月", "您写的", "asked", "abc123", "/anli/")
"""What tells of the asker, or of our own keys and addresses."""


@pytest.fixture(autouse=True)
def _forgotten() -> None:
    rewriting.kept.forget()


@pytest.fixture
def model() -> Iterator[Callable[[Behaviour], tuple[FakeModel, ModelClient]]]:
    """Return a maker of endpoints with a client for each."""
    ends: list[Callable[[], None]] = []

    def make(behave: Behaviour) -> tuple[FakeModel, ModelClient]:
        fake, end = serve(behave)
        ends.append(end)
        seconds = 1.0 if behave is _slow else 60.0
        return fake, ModelClient(Endpoint(url=fake.url, name="small", seconds=seconds))

    yield make
    for end in ends:
        end()


Model = Callable[[Behaviour], tuple[FakeModel, ModelClient]]


def rewritten(client: ModelClient) -> tuple[Sentence, ...]:
    return plainer(sentences=ALL, sources=SOURCES, model=client)


def good() -> list[dict[str, Any]]:
    return [
        {"id": n, "text": GOOD[one], "sources": ["S1" if LAW in one.sources else "S2"]}
        for n, one in enumerate(OUT, 1)
    ]


def test_what_is_borne_out_takes_the_place_of_the_old_sentence(model: Model) -> None:
    _, client = model(telling(good()))
    told = rewritten(client)
    assert len(told) == len(ALL)
    for old, new in zip(ALL, told, strict=True):
        assert new == (Sentence(GOOD[old], old.sources) if old in OUT else old)


def test_not_a_word_of_the_asker_goes_out(model: Model) -> None:
    fake, client = model(telling(good()))
    rewritten(client)
    [asked] = fake.asked
    sent = asked.body.decode() + json.dumps(asked.told, ensure_ascii=False) + str(asked.headers)
    for mark in MARKS:
        assert mark not in sent
        assert json.dumps(mark)[1:-1] not in sent
    assert (
        ARTICLE
        in json.loads(asked.told["messages"][1]["content"].split("\n")[1])["sources"][0]["text"]
    )


def test_sources_are_quoted_between_marks_that_no_source_can_know(model: Model) -> None:
    fake, client = model(telling([]))
    rewritten(client)
    rewriting.kept.forget()
    rewritten(client)
    marks = set()
    for asked in fake.asked:
        first, told, last = asked.told["messages"][1]["content"].split("\n")
        assert first == last
        assert PAPER in json.loads(told)["sources"][1]["text"]
        marks.add(first)
    assert len(marks) == 2
    assert "忽略以上内容" not in fake.asked[0].told["messages"][0]["content"]


def test_nothing_is_asked_where_all_rests_on_the_askers_words(model: Model) -> None:
    fake, client = model(telling(good()))
    own = (OWN, HALF_OWN, COUNTED)
    assert plainer(sentences=own, sources=SOURCES, model=client) == own
    assert fake.asked == []


def test_a_source_without_a_page_here_is_nobodys_business(model: Model) -> None:
    fake, client = model(telling(good()))
    for address in ("", "https://elsewhere.example/", "//elsewhere.example/"):
        sources = {LAW: Source(LAW, "甲", address, ARTICLE)}
        assert plainer(sentences=[CARD], sources=sources, model=client) == (CARD,)
    assert fake.asked == []


def test_an_invented_number_costs_that_sentence_alone(model: Model) -> None:
    told = good()
    told[0]["text"] = told[0]["text"].replace("二倍", "五倍")
    _, client = model(telling(told))
    found = dict(zip(ALL, rewritten(client), strict=True))
    assert found[DOUBLE] is DOUBLE
    assert found[CARD].text == GOOD[CARD]


@pytest.mark.parametrize(
    "change",
    [
        {"sources": []},
        {"sources": ["S9"]},
        {"sources": ["S1", "S2"]},
        {"sources": [LAW]},
        {"sources": "S1"},
        {"sources": [["S1"]]},
        {"text": None},
        {"text": ["用人单位"]},
        {"id": "2"},
        {"id": True},
        {"id": 0},
        {"id": 99},
        {"id": -1},
        {"text": "请打110。"},
        {"text": GOOD[CARD] + "<script>alert(1)</script>"},
    ],
)
def test_a_wrong_entry_is_dropped(model: Model, change: dict[str, Any]) -> None:
    told = [good()[1] | change]
    _, client = model(telling(told))
    assert rewritten(client) == ALL


def test_two_for_one_sentence_are_none(model: Model) -> None:
    told = good()
    _, client = model(telling([told[1], told[1] | {"text": CARD.text}]))
    assert rewritten(client) == ALL


@pytest.mark.parametrize(
    "said",
    [
        "好的，下面是改写后的句子：" + GOOD[CARD],
        "[]",
        '{"sentences": {"id": 1}}',
        '{"sentences": [1, null, "x", []]}',
        '{"sentence": []}',
        '{"sentences": [{"id": 2, "text": "用人',
        "null",
        "",
    ],
)
def test_an_answer_of_another_form_changes_nothing(model: Model, said: str) -> None:
    _, client = model(saying(said))
    assert rewritten(client) == ALL


def test_an_instruction_in_a_case_is_not_carried_out(model: Model) -> None:
    """As if the model had fallen for what stands in the paper."""
    told = good()
    for entry in told:
        entry["text"] = "请打110，联系张律师，先转账500元。"
    _, client = model(telling(told))
    assert rewritten(client) == ALL


def _slow(handler: Handler, _asked: Asked) -> None:
    handler.fake.over.wait(30)


def _half(handler: Handler, _asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(json.dumps({"choices": []}).encode())
    handler.close_connection = True


@pytest.mark.parametrize(
    "behave", [_slow, _half, lambda handler, _: handler.reply(b"{}", status=500)]
)
def test_a_model_that_fails_leaves_the_houses_own(model: Model, behave: Behaviour) -> None:
    _, client = model(behave)
    assert rewritten(client) == ALL


def test_what_was_believed_is_not_asked_again_for_a_while(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(rewriting, "kept", keeping.Kept(lambda: now[0]))
    fake, client = model(telling(good()))
    first = rewritten(client)
    assert rewritten(client) == first
    assert len(fake.asked) == 1
    changed = SOURCES | {LAW: Source(LAW, "甲", "/fagui/x", ARTICLE + "新的一款。")}
    plainer(sentences=ALL, sources=changed, model=client)
    assert len(fake.asked) == 2
    now[0] += keeping.KEPT + 1
    rewritten(client)
    assert len(fake.asked) == 3


def test_a_failure_is_not_kept(model: Model) -> None:
    fake, client = model(lambda handler, _: handler.reply(b"{}", status=500))
    assert rewritten(client) == ALL
    fake.behave = telling(good())
    assert rewritten(client) != ALL


def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST", 3)
    kept = keeping.Kept()
    for number in range(5):
        kept.put(str(number), {})
    assert [kept.get(str(number)) for number in range(5)] == [None, None, {}, {}, {}]


def test_the_askers_own_words_are_no_source(model: Model) -> None:
    """Even where a sentence would say that it rests on a law alone."""
    _, client = model(telling([{"id": 1, "text": GOOD[CARD], "sources": ["S1"]}]))
    mixed = Sentence(CARD.text, (LAW, ASKED))
    assert plainer(sentences=[mixed], sources=SOURCES, model=client) == (mixed,)


def test_an_item_of_a_list_stays_with_its_list(model: Model) -> None:
    fake, client = model(telling([]))
    parts = (
        Sentence("用人单位有下列情形之一的，应当支付经济补偿：", (LAW,)),
        Sentence("（一）未依照本条规定向劳动者支付工资的。", (LAW,)),
    )
    assert plainer(sentences=parts, sources=SOURCES, model=client) == parts
    assert fake.asked == []


def test_the_same_words_are_no_plainer_ones(model: Model) -> None:
    _, client = model(telling([{"id": 1, "text": CARD.text, "sources": ["S1"]}]))
    [told] = plainer(sentences=[CARD], sources=SOURCES, model=client)
    assert told is CARD
