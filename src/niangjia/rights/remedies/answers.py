"""Worths and days as one JSON object, and as lines for a person to read."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from niangjia.kernel.money import in_yuan
from niangjia.rights.remedies.rules.double_pay import DoublePay
from niangjia.rights.remedies.rules.due import Due, Rule
from niangjia.rights.remedies.rules.working import Article, Step, Worth


def worth_as_json(worth: Worth) -> dict[str, Any]:
    """Return amount, steps and readings; amounts in yuan as numbers of two decimals at most."""
    return {
        "amount": _number(worth.amount),
        "low": _number(worth.low),
        "high": _number(worth.high),
        "steps": steps_as_json(worth.steps),
        "readings": [{"text": one.text, "amount": _number(one.amount)} for one in worth.readings],
    }


def double_pay_as_json(found: DoublePay) -> dict[str, Any]:
    """Return from, to and what `worth_as_json` returns; from and to are null where none is owed."""
    ends = {"from": _day(found.first), "to": _day(found.last)}
    return ends | worth_as_json(found.worth)


def due_as_json(found: Due) -> dict[str, Any]:
    """Return the last day and how it was counted, with the rule."""
    return {
        "due": found.day.isoformat(),
        "counting": found.counting,
        "settled": found.is_settled,
    } | rule_as_json(found.rule)


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """Return a period of law."""
    return {
        "code": rule.code,
        "name": rule.name,
        "starts": rule.starts,
        "articles": [_article(one) for one in rule.articles],
        "note": rule.note,
        "unverified": rule.unverified,
    }


def steps_as_json(steps: tuple[Step, ...]) -> list[Mapping[str, Any]]:
    """Return each step; `amount` is null where it finds no money."""
    return [
        {
            "text": step.text,
            "formula": step.formula,
            "amount": None if step.amount is None else _number(step.amount),
            "articles": [_article(one) for one in step.articles],
            "assumption": step.assumption,
        }
        for step in steps
    ]


def worth_as_lines(worth: Worth) -> Iterator[str]:
    """Yield the working, then the sum, then what else a court may say."""
    yield from steps_as_lines(worth.steps)
    yield f"合计：{in_yuan(worth.amount)}"
    for one in worth.readings:
        yield f"{one.text}：{in_yuan(one.amount)}"


def steps_as_lines(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield each step with its formula, articles and assumption."""
    for place, step in enumerate(steps, start=1):
        cited = "、".join(one.name for one in step.articles)
        yield f"{place}. {step.text}" + (f"（{cited}）" if cited else "")
        if step.formula:
            yield f"   {step.formula}"
        if step.assumption:
            yield f"   假定：{step.assumption}"


def _article(one: Article) -> dict[str, Any]:
    return {"law": one.law, "article": str(one.number), "version_date": one.since.isoformat()}


def _number(amount: Decimal) -> int | float:
    """Return a JSON number; a fen is exact in it up to a hundred trillion yuan."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
