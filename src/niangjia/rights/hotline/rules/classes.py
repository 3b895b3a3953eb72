"""What people call about: classes and their sub-items, read from `classes.toml` and checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from niangjia.kernel.issues import Issue
from niangjia.rights.hotline.procedure import GRADES, PROCEDURE

FILE = Path(__file__).parent.parent / "classes.toml"
FEWEST_ITEMS = 3


class WrongClasses(Exception):
    """The list of classes is wrong; the message says where, and everything that is."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What has to be said to whoever asks, with the article it rests on and words it has."""

    key: str
    text: str
    law: str
    article: str
    says: tuple[str, ...]

    @property
    def source(self) -> str:
        """The law and the article, as they are cited."""
        return f"《{self.law}》{self.article}"


@dataclass(frozen=True, slots=True)
class Item:
    """A sub-item; the fields are told at the top of `classes.toml`."""

    key: str
    klass: str
    name: str
    issue: str
    grade: str
    goes_to: str
    against: bool
    money: bool
    plain: str
    notice: Notice | None


@dataclass(frozen=True, slots=True)
class Class:
    """One of the five classes."""

    key: str
    name: str
    help: str
    items: tuple[Item, ...]


@cache
def classes() -> tuple[Class, ...]:
    """Return the classes in their order. Raises WrongClasses for a list that is wrong."""
    return read(FILE.read_text(encoding="utf-8"))


def read(text: str) -> tuple[Class, ...]:
    """Read a list of classes. Raises WrongClasses."""
    told = tomllib.loads(text)
    notices = {key: _notice(key, one) for key, one in told.get("notices", {}).items()}
    found = tuple(
        Class(key, one.get("name", ""), one.get("help", ""), _items(key, one, notices))
        for key, one in told.get("classes", {}).items()
    )
    if faults := _faults(told, found, notices):
        raise WrongClasses("\n".join(faults))
    return found


def class_of(key: str) -> Class | None:
    """Return a class, None for a key that there is not."""
    return next((one for one in classes() if one.key == key), None)


def item_of(key: str) -> Item | None:
    """Return a sub-item, None for a key that there is not."""
    return _by_key().get(key)


def items_for_web() -> tuple[Item, ...]:
    """Return what the web form offers, in plain words."""
    return tuple(item for item in _by_key().values() if item.plain)


def item_for_issue(issue: str) -> Item | None:
    """Return the sub-item of a complaint that fits an issue best, None where none does."""
    complaints = (one for one in _by_key().values() if one.klass == "petition")
    return next((one for one in complaints if issue and one.issue == issue), None)


@cache
def _by_key() -> Mapping[str, Item]:
    return {item.key: item for one in classes() for item in one.items}


def _notice(key: str, one: Mapping[str, Any]) -> Notice:
    says = tuple(one.get("says", ()))
    return Notice(key, one.get("text", ""), one.get("law", ""), one.get("article", ""), says)


def _items(klass: str, one: Mapping[str, Any], notices: Mapping[str, Notice]) -> tuple[Item, ...]:
    return tuple(
        Item(
            key=key,
            klass=klass,
            name=told.get("name", ""),
            issue=told.get("issue", ""),
            grade=told.get("grade", ""),
            goes_to=told.get("goes_to", ""),
            against=told.get("against", True),
            money=told.get("money", False),
            plain=told.get("plain", ""),
            notice=notices.get(told.get("notice", "")),
        )
        for key, told in one.get("items", {}).items()
    )


_FIELDS = {"name", "issue", "grade", "goes_to", "against", "money", "plain", "notice"}


def _faults(
    told: Mapping[str, Any], found: tuple[Class, ...], notices: Mapping[str, Notice]
) -> list[str]:
    faults = [] if found else ["没有一个大类"]
    faults += [
        f"告知“{one.key}”要有内容、法律、条款和条款里的话"
        for one in notices.values()
        if not (one.text and one.law and one.article and one.says)
    ]
    for one in found:
        if not (one.name and one.help):
            faults.append(f"大类“{one.key}”要有名称和说明")
        if len(one.items) < FEWEST_ITEMS:
            faults.append(f"大类“{one.key}”的小类太少")
        for item in one.items:
            raw = told["classes"][one.key]["items"][item.key]
            faults += _faults_of(item, raw, notices)
    keys = [item.key for one in found for item in one.items]
    faults += [f"小类“{key}”重复" for key in sorted({k for k in keys if keys.count(k) > 1})]
    return faults


def _faults_of(item: Item, raw: Mapping[str, Any], notices: Mapping[str, Notice]) -> list[str]:
    where = f"小类“{item.key}”"
    checks = (
        (bool(set(raw) - _FIELDS), f"{where}有不认识的项：{sorted(set(raw) - _FIELDS)}"),
        (not item.name, f"{where}没有名称"),
        (not item.key.startswith(item.klass), f"{where}的代码要以“{item.klass}”开头"),
        (len(item.key) > 30, f"{where}的代码太长"),
        (bool(item.issue) and not Issue.label_of(item.issue), f"{where}的争议类型不在十四类里"),
        (item.grade not in GRADES, f"{where}的难度不对"),
        (
            bool(item.goes_to) and item.goes_to not in PROCEDURE.refers_to,
            f"{where}要转去的服务，热线不转",
        ),
        ("notice" in raw and raw["notice"] not in notices, f"{where}的告知没有写"),
    )
    return [words for wrong, words in checks if wrong]
