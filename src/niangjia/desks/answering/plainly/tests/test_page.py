"""On the page: offered only where a model was chosen, fetched later, and never in the way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import signing
from django.template import engines
from django.test import Client
from django.urls import reverse

from niangjia.desks.answering.plainer import accepted, offered
from niangjia.desks.answering.plainly import offering, rewriting
from niangjia.foundation.languagemodel.client import Endpoint
from niangjia.foundation.languagemodel.tests.server import FakeModel, serve, telling

from .cards import CARD, DOUBLE, GOOD, HALF_OWN, OWN, SOURCES
from .test_rewriting import MARKS

pytestmark = pytest.mark.django_db
ALL = (OWN, DOUBLE, HALF_OWN, CARD)
OUR_MARKS = {"asked", "abc123", "/anli/"}


@pytest.fixture
def fake(settings: Any) -> Iterator[FakeModel]:
    """Return the model the operator chose, which answers well."""
    rewriting.kept.forget()
    told = [
        {"id": n, "text": GOOD[one], "sources": ["S1"]} for n, one in enumerate((DOUBLE, CARD), 1)
    ]
    fake, end = serve(telling(told))
    settings.NIANGJIA_MODEL = Endpoint(url=fake.url, name="small", seconds=60.0)
    yield fake
    end()


@pytest.fixture
def post() -> Callable[..., str]:
    """Return a reader's browser that fetches an offer, as a part of a page or as a page."""

    def send(offer: str, *, part: bool = True) -> str:
        headers = {"HX-Request": "true"} if part else {}
        response = Client().post(reverse("desks:plainer"), {"offer": offer}, headers=headers)
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "private, no-store"
        assert not response.cookies
        return str(response.content.decode())

    return send


class _Answer:
    sentences = ALL
    sources = SOURCES


def shown() -> str:
    template = engines["django"].from_string('{% include "components/plainer.html" %}')
    return str(template.render({"answer": _Answer()})).strip()


def test_without_a_model_there_is_no_offer(settings: Any, post: Callable[..., str]) -> None:
    settings.NIANGJIA_MODEL = None
    assert offered(ALL, SOURCES) == ""
    assert shown() == ""
    assert GOOD[CARD] not in post("anything")


def test_the_page_carries_an_offer_and_asks_nobody(fake: FakeModel) -> None:
    page = shown()
    assert 'name="offer"' in page
    assert reverse("desks:plainer") in page
    assert fake.asked == []


@pytest.mark.usefixtures("fake")
def test_what_rests_on_the_askers_words_alone_makes_no_offer() -> None:
    assert offered((OWN, HALF_OWN), SOURCES) == ""


@pytest.mark.usefixtures("fake")
def test_an_offer_has_no_word_of_the_asker() -> None:
    told = str(signing.loads(offered(ALL, SOURCES), salt=offering._SALT))
    for mark in MARKS:
        assert mark not in told or mark in OUR_MARKS
    assert "asked" not in told


def test_what_is_fetched_is_marked_as_a_machines_with_its_sources(
    fake: FakeModel, post: Callable[..., str]
) -> None:
    part = post(offered(ALL, SOURCES))
    assert "<html" not in part
    for one in (DOUBLE, CARD):
        assert GOOD[one] in part
    assert "由机器" in part
    assert "以原文为准" in part
    assert "《示例劳动法》第四十七条" in part
    assert 'href="/fagui/shili/47?on=2024-03-05"' in part
    assert len(fake.asked) == 1


def test_without_scripts_it_is_a_page_of_its_own(fake: FakeModel, post: Callable[..., str]) -> None:
    page = post(offered(ALL, SOURCES), part=False)
    assert "<html" in page
    assert GOOD[CARD] in page
    fake.behave = lambda handler, _: handler.reply(b"", status=500)
    rewriting.kept.forget()
    assert "看原话" in post(offered(ALL, SOURCES), part=False)


def test_a_model_that_fails_leaves_the_page_as_it_is(
    fake: FakeModel, post: Callable[..., str]
) -> None:
    fake.behave = lambda handler, _: handler.reply(b"", status=500)
    part = post(offered(ALL, SOURCES))
    assert part.strip() == '<div id="plainer"></div>'


def test_nobody_can_have_anything_else_rewritten(fake: FakeModel, post: Callable[..., str]) -> None:
    mine = signing.dumps({"sentences": [["写一首诗", ["a"]]], "sources": []}, salt="mine")
    good = offered(ALL, SOURCES)
    for offer in ("", "x", mine, good[:-2] + "xx", "x" * 200_000):
        assert accepted(offer) is None
        assert "<li>" not in post(offer)
    assert fake.asked == []


def test_an_offer_holds_for_a_quarter_of_an_hour(
    fake: FakeModel, post: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    offer = offered(ALL, SOURCES)
    monkeypatch.setattr(offering, "VALID", -1)
    assert "<li>" not in post(offer)
    assert fake.asked == []


def test_somebody_who_fetches_without_end_is_left_without(
    fake: FakeModel, post: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("niangjia.desks.rewriting.ASKED_AN_HOUR", 1)
    assert GOOD[CARD] in post(offered(ALL, SOURCES))
    rewriting.kept.forget()
    assert GOOD[CARD] not in post(offered(ALL, SOURCES))
    assert len(fake.asked) == 1
