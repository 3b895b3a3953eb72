"""An endpoint that misbehaves costs a few seconds at most and is never believed."""

import gzip
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from niangjia.foundation.languagemodel import client as module
from niangjia.foundation.languagemodel.breaker import FAILURES, REST, Breaker
from niangjia.foundation.languagemodel.client import LONGEST, Endpoint, ModelClient
from niangjia.foundation.languagemodel.port import ModelFailed

from .server import Asked, Behaviour, FakeModel, Handler, free_port, saying, serve

SECONDS, HURRY = 60.0, 1.0
"""Patience with what answers on a busy machine, and with what never does."""

Serving = Callable[[Behaviour], FakeModel]


@pytest.fixture
def serving() -> Iterator[Serving]:
    """Return a maker of endpoints."""
    ends: list[Callable[[], None]] = []

    def make(behave: Behaviour) -> FakeModel:
        fake, end = serve(behave)
        ends.append(end)
        return fake

    yield make
    for end in ends:
        end()


def ask(fake: FakeModel, *, seconds: float = SECONDS, key_file: Path | None = None) -> str:
    endpoint = Endpoint(url=fake.url, name="small", seconds=seconds, key_file=key_file)
    return ModelClient(endpoint).answer(instructions="改写", content="资料")


def why(fake: FakeModel, seconds: float = SECONDS) -> str:
    with pytest.raises(ModelFailed) as failed:
        ask(fake, seconds=seconds)
    return failed.value.why


def test_it_asks_as_agreed_and_returns_what_is_said(serving: Serving, tmp_path: Path) -> None:
    key = tmp_path / "key"
    key.write_text("secret-key\n")
    fake = serving(saying("好的"))
    assert ask(fake, key_file=key) == "好的"
    [asked] = fake.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == "Bearer secret-key"
    assert asked.headers["accept-encoding"] == "identity"
    assert asked.told["model"] == "small"
    assert [one["role"] for one in asked.told["messages"]] == ["system", "user"]


def test_without_a_key_none_is_sent(serving: Serving) -> None:
    fake = serving(saying("好的"))
    ask(fake)
    assert "authorization" not in fake.asked[0].headers


def test_a_key_that_is_gone_is_a_failure_and_nothing_is_sent(
    serving: Serving, tmp_path: Path
) -> None:
    fake = serving(saying("好的"))
    with pytest.raises(ModelFailed, match="no key"):
        ask(fake, key_file=tmp_path / "none")
    assert fake.asked == []


def _never(handler: Handler, _asked: Asked) -> None:
    handler.fake.over.wait(30)


def _dripping_headers(handler: Handler, _asked: Asked) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.fake.over.wait(0.05):
        handler.wfile.write(b"X-More: x\r\n")
        handler.wfile.flush()


def _dripping_body(handler: Handler, _asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "60000")
    handler.end_headers()
    while not handler.fake.over.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


@pytest.mark.parametrize("behave", [_never, _dripping_headers, _dripping_body])
def test_a_slow_one_is_left_when_its_time_is_over(serving: Serving, behave: Behaviour) -> None:
    fake = serving(behave)
    assert why(fake, HURRY) == "slow"


def _half(handler: Handler, _asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def _endless(handler: Handler, _asked: Asked) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while not handler.fake.over.is_set():
        handler.wfile.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def _bomb(handler: Handler, _asked: Asked) -> None:
    handler.reply(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")


def _garbage(handler: Handler, _asked: Asked) -> None:
    handler.wfile.write(b"\x00\xff" * 100)
    handler.close_connection = True


@pytest.mark.parametrize(
    ("behave", "told"),
    [
        (lambda handler, _: handler.reply(b"{}", status=500), "status 500"),
        (lambda handler, _: handler.reply(b"{}", status=429), "status 429"),
        (_half, "unreachable"),
        (_garbage, "unreachable"),
        (_endless, "too long"),
        (_bomb, "compressed"),
        (lambda handler, _: handler.reply(b"not json"), "not understood"),
        (lambda handler, _: handler.reply(b"[" * 50_000), "not understood"),
        (lambda handler, _: handler.reply(b'{"choices": []}'), "not understood"),
        (
            lambda handler, _: handler.reply(b'{"choices": [{"message": {"content": 1}}]}'),
            "not understood",
        ),
        (lambda handler, _: handler.reply(b"\xff\xfe\x00"), "not understood"),
        (lambda handler, _: handler.reply(b"x" * (LONGEST + 1)), "too long"),
    ],
)
def test_whatever_else_it_does_is_a_failure(serving: Serving, behave: Behaviour, told: str) -> None:
    assert why(serving(behave)) == told


def test_it_goes_nowhere_else(serving: Serving) -> None:
    other = serving(saying("跟我来"))
    fake = serving(
        lambda handler, _: handler.reply(b"", status=307, Location=f"{other.url}/chat/completions")
    )
    assert why(fake) == "status 307"
    assert other.asked == []


def test_no_proxy_is_used(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = serving(saying("由我转达"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    fake = serving(saying("好的"))
    assert ask(fake) == "好的"
    assert proxy.asked == []


def test_nobody_there_is_a_failure() -> None:
    fake = FakeModel(saying(""), url=f"http://127.0.0.1:{free_port()}/v1")
    assert why(fake) == "unreachable"


def test_nothing_that_is_said_gets_into_the_log(
    serving: Serving, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = "绝不外传的回答"
    fake = serving(saying(said))
    endpoint = Endpoint(url=fake.url, name="small", seconds=SECONDS)
    ModelClient(endpoint).answer(instructions="绝不外传的要求", content="绝不外传的资料")
    assert "绝不外传" not in caplog.text
    assert json.dumps("绝不外传")[1:-1] not in caplog.text


def test_only_so_many_ask_at_once(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 1)
    fake = serving(saying("好的"))
    model = ModelClient(Endpoint(url=fake.url, name="small", seconds=SECONDS))
    assert model._places.acquire(blocking=False)
    with pytest.raises(ModelFailed, match="busy"):
        model.answer(instructions="", content="")
    model._places.release()
    assert model.answer(instructions="", content="") == "好的"


def test_one_that_fails_is_left_alone_for_a_while(serving: Serving) -> None:
    now = [0.0]
    fake = serving(lambda handler, _: handler.reply(b"{}", status=503))
    endpoint = Endpoint(url=fake.url, name="small", seconds=SECONDS)
    model = ModelClient(endpoint, breaker=Breaker(lambda: now[0]))

    def told() -> str:
        with pytest.raises(ModelFailed) as failed:
            model.answer(instructions="", content="")
        return failed.value.why

    assert [told() for _ in range(FAILURES)] == ["status 503"] * FAILURES
    assert told() == "resting"
    assert len(fake.asked) == FAILURES
    now[0] += REST + 1
    assert told() == "status 503"
    assert told() == "resting"
    fake.behave = saying("好了")
    now[0] += REST + 1
    assert model.answer(instructions="", content="") == "好了"
    assert model.answer(instructions="", content="") == "好了"
