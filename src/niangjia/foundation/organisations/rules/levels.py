"""The order of levels (Trade Union Law, art. 10 to 12)."""

TERRITORIAL = ("national", "province", "city", "county", "township")
"""The levels that answer for a place, widest first."""

GRASSROOTS = "grassroots"
INDUSTRY = "industry"


def may_stand_under(child: str, parent: str) -> bool:
    """Whether a union of level `child` may stand right below one of level `parent`.

    A place stands below a wider place; levels may be left out, as a county below its province.
    A grassroots union stands below anything, a group's below the group's own among it. An
    industry union stands beside the others: below a place or a wider industry union.
    """
    if child == GRASSROOTS:
        return True
    if parent == GRASSROOTS:
        return False
    if child == INDUSTRY:
        return True
    if parent == INDUSTRY:
        return False
    return TERRITORIAL.index(child) > TERRITORIAL.index(parent)
