"""How papers name an article: under which titles, by which number, in which years."""

from datetime import date

from niangjia.rights.statutes.findings import Naming, VersionInfo
from niangjia.rights.statutes.models import Statute
from niangjia.rights.statutes.rules.known import Renumbering, known
from niangjia.rights.statutes.rules.numbers import Place, label_of
from niangjia.rights.statutes.rules.titles import short_keys


def namings_of(statute: Statute, place: Place, shown: VersionInfo) -> tuple[Naming, ...]:
    """Return how an article of one version is named, one naming for each number it ever had.

    Where a renumbering is known, papers from before that day name the old number and later ones
    the new; the same number in the other years is another article.
    """
    names = names_of(statute)
    change = known().renumbering_of(statute.key)
    if change is None:
        return (Naming(names, label_of(place.number, place.sub)),)
    old, new = _numbers(change, place, shown.begins)
    spans = ((old, None, change.since), (new, change.since, None))
    return tuple(
        Naming(names, label_of(one.number, one.sub), since, until)
        for one, since, until in spans
        if one is not None
    )


def names_of(statute: Statute) -> tuple[str, ...]:
    """Return the titles under which papers cite a statute, the full one first.

    A title without its court is left out where another statute is called just so.
    """
    shorts = [key for key, meant in known().short_names.items() if meant == statute.key]
    courtless = short_keys(statute.title)
    taken = set(Statute.objects.filter(key__in=courtless).values_list("key", flat=True))
    others = [key for key in courtless if key not in taken]
    return tuple(dict.fromkeys((statute.title, statute.key, *shorts, *others)))


def _numbers(
    change: Renumbering, place: Place, begins: date | None
) -> tuple[Place | None, Place | None]:
    """Return the old and the new number of an article of a version; None where it had none."""
    if begins is None or begins < change.since:
        new = change.now(place)
        return place, new or (None if change.before(place) else place)
    old = change.before(place)
    return old or (None if change.now(place) else place), place
