"""What to ask instead when nothing matches: the same question, asking for less each time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from niangjia.foundation.search.asking import (
    AllOf,
    Alternative,
    Group,
    ParsedQuery,
    Phrase,
    SomeOf,
)


def relaxations(query: ParsedQuery) -> Iterator[ParsedQuery]:
    """Yield ever looser forms of `query`; what the reader excluded stays excluded.

    First half of what was asked is enough, then any one thing, then the words may stand anywhere.
    Last, the rarer half of a word's pieces make it count, and so does what was only said in
    passing: half of it all, and in the end any one thing. What is only preferred never counts.
    """
    demanded = tuple(group for group in query.groups if group.role in {"required", "counted"})
    extra = tuple(group for group in query.groups if group.role in {"optional", "preferred"})
    preferred = tuple(group for group in query.groups if group.role == "preferred")
    counted = tuple(replace(group, role="counted") for group in demanded)
    yield from _fewer(query, counted, extra)
    apart = tuple(_each(group, _apart) for group in counted)
    if apart != counted:
        yield replace(query, groups=apart + extra, minimum=1)
    said = (*demanded, *(group for group in extra if group.role == "optional"))
    some = tuple(replace(_each(group, _some), role="counted") for group in said)
    for minimum in sorted({(len(some) + 1) // 2, min(1, len(some))} - {0}, reverse=True):
        yield replace(query, groups=some + preferred, minimum=minimum)


def _fewer(
    query: ParsedQuery, counted: tuple[Group, ...], extra: tuple[Group, ...]
) -> Iterator[ParsedQuery]:
    required = any(group.role == "required" for group in query.groups)
    asked = len(counted) if required else query.minimum
    for minimum in sorted({(len(counted) + 1) // 2, 1}, reverse=True):
        if minimum < asked:
            yield replace(query, groups=counted + extra, minimum=minimum)


def _each(group: Group, loosen: Callable[[Alternative], Alternative]) -> Group:
    return replace(group, alternatives=tuple(loosen(a) for a in group.alternatives))


def _apart(alternative: Alternative) -> Alternative:
    return AllOf(alternative.text) if isinstance(alternative, Phrase) else alternative


def _some(alternative: Alternative) -> Alternative:
    return SomeOf(alternative.text) if isinstance(alternative, (Phrase, AllOf)) else alternative
