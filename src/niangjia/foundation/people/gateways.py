"""Handing something to a gateway outside, and being honest about what became of it.

There are three ways in which that fails, and they are told apart, because only the first may be
tried again without anybody getting the same message twice.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

CONNECT = 5.0
LONGEST = 65_536
"""Bytes of an answer that are read; a gateway has no more to say."""

LATER = frozenset({408, 425, 429, 500, 503})
"""Statuses that say: not taken, try again."""

NOBODY_KNOWS = frozenset({502, 504})
"""Statuses of a proxy that lost the gateway behind it."""


class NotHanded(Exception):
    """It was not taken, or nobody knows. `why` is a short code without anything about a person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class NotTaken(NotHanded):
    """It was certainly not taken; later it may be."""


class Rejected(NotHanded):
    """It was certainly not taken, and never will be."""


class Doubtful(NotHanded):
    """Nobody knows whether it was taken."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """An address that takes JSON by POST; `seconds` is how long one exchange may last in all."""

    url: str
    key: str = ""
    seconds: float = 20.0

    def post(self, body: Mapping[str, object], *, once: str = "") -> bytes:
        """Hand over `body` and return the answer. Raises NotTaken, Rejected or Doubtful.

        `once` marks the message, so that a gateway which knows such marks takes it only once.
        """
        headers = {"Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        if once:
            headers["Idempotency-Key"] = once
        return asyncio.run(self._in_time(body, headers))

    async def _in_time(self, body: Mapping[str, object], headers: Mapping[str, str]) -> bytes:
        try:
            async with asyncio.timeout(self.seconds):
                return await self._exchange(body, headers)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise NotTaken("unreachable") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise Rejected("no_gateway") from None
        except (TimeoutError, httpx.TimeoutException):
            raise Doubtful("slow") from None
        except (httpx.HTTPError, httpx.StreamError, OSError):
            raise Doubtful("cut") from None

    async def _exchange(self, body: Mapping[str, object], headers: Mapping[str, str]) -> bytes:
        wait = httpx.Timeout(self.seconds, connect=min(CONNECT, self.seconds))
        async with (
            httpx.AsyncClient(timeout=wait, follow_redirects=False) as client,
            client.stream("POST", self.url, json=body, headers=headers) as answer,
        ):
            _judge(answer.status_code)
            said = bytearray()
            async for some in answer.aiter_bytes(4096):
                said += some
                if len(said) > LONGEST:
                    raise Doubtful("garbage")
            return bytes(said)


def _judge(status: int) -> None:
    if httpx.codes.is_success(status):
        return
    if status in LATER:
        raise NotTaken("busy")
    if status in NOBODY_KNOWS or status < 200:
        raise Doubtful("cut")
    raise Rejected("rejected")
