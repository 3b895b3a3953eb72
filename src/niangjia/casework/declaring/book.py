"""The book of procedures: every version that is declared, bound once when the house starts."""

from collections.abc import Iterable

from niangjia.casework.declaring.procedure import Procedure, WrongDeclaration, in_words
from niangjia.kernel.errors import Missing, Unavailable

_bound: dict[str, dict[int, Procedure]] = {}


def bind(procedures: Iterable[Procedure]) -> None:
    """Make these the procedures of the house, in place of any bound before.

    Raises WrongDeclaration where two are the same, share a mark, or refer to one that is not there.
    """
    book: dict[str, dict[int, Procedure]] = {}
    marks: dict[str, str] = {}
    for one in procedures:
        versions = book.setdefault(one.key, {})
        if one.version in versions:
            other = versions[one.version].declared_at
            raise _wrong(one, f"和 {other} 声明的是同一个流程的同一版；改了就要加一版。")
        if marks.setdefault(one.mark, one.key) != one.key:
            raise _wrong(one, f"mark“{one.mark}”已经给了流程“{marks[one.mark]}”，文号会重复。")
        versions[one.version] = one
    for versions in book.values():
        for one in versions.values():
            if unknown := [key for key in one.refers_to if key not in book]:
                raise _wrong(one, f"refers_to 里“{'、'.join(unknown)}”没有声明。")
    _bound.clear()
    _bound.update(book)


def bound() -> tuple[Procedure, ...]:
    """Return every version of every procedure, by key and version."""
    return tuple(_bound[key][number] for key in sorted(_bound) for number in sorted(_bound[key]))


def newest() -> tuple[Procedure, ...]:
    """Return every procedure in the version that new matters begin under."""
    return tuple(versions[max(versions)] for _, versions in sorted(_bound.items()))


def current(key: str) -> Procedure:
    """Return the version that new matters begin under. Raises Missing."""
    versions = _bound.get(key)
    if versions is None:
        raise Missing("没有这个办事流程。")
    return versions[max(versions)]


def version_of(key: str, version: int) -> Procedure:
    """Return the version a matter began under.

    Raises Unavailable where it is no longer declared, which is a fault of the house.
    """
    found = _bound.get(key, {}).get(version)
    if found is None:
        raise Unavailable(f"流程“{key}”第{version}版没有声明，请联系系统管理员。")
    return found


def _wrong(one: Procedure, fault: str) -> WrongDeclaration:
    return WrongDeclaration(in_words(one.declared_at, one.key, one.version, [fault]))
