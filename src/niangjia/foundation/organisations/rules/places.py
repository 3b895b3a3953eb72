"""Places: a division's six digits, a township's nine, "" for the whole country."""

from niangjia.kernel import divisions

_DIVISION, _TOWNSHIP = 6, 9


def is_place(code: str) -> bool:
    """Whether this is a known division, or a township's number within one."""
    if not code:
        return True
    if not (code.isascii() and code.isdigit()) or len(code) not in {_DIVISION, _TOWNSHIP}:
        return False
    return divisions.division(code[:_DIVISION]) is not None and not code.endswith("000", _DIVISION)


def places_of(code: str) -> tuple[str, ...]:
    """Return the place and every wider one it lies in, nearest first, the country ("") last.

    An unknown code lies in the country only.
    """
    wider = tuple(reversed(divisions.lineage(code[:_DIVISION])))
    township = (code,) if len(code) == _TOWNSHIP and wider else ()
    return (*township, *wider, "")


def is_within(code: str, wider: str) -> bool:
    """Whether the place `code` is `wider` or lies in it."""
    return wider in places_of(code)


def fits(code: str, wider: str) -> bool:
    """Whether a union at `code` may stand below one at `wider`.

    Below a township's union the county's code will do: many are registered no more precisely.
    """
    township = len(wider) == _TOWNSHIP
    return is_within(code, wider) or (township and code == wider[:_DIVISION])


def place_name(code: str) -> str:
    """Return the full name of a place, such as 山东省青岛市市南区; 全国 for the country."""
    return divisions.full_name(code[:_DIVISION]) if code else "全国"
