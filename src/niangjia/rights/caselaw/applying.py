"""Which public cases name an article, however they write its title and number."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from niangjia.rights.caselaw.findings import Cited
from niangjia.rights.caselaw.models import Case, CaseState, Citation
from niangjia.rights.caselaw.rules.citations import article_forms, law_key

LAST = "\U0010ffff"


def citing(cited: Sequence[Cited]) -> QuerySet[Case]:
    """Return the public cases that name an article in one of these ways."""
    named = Q(pk__in=[])
    for one in cited:
        rows = Citation.objects.filter(
            law__in=_as_written(one.names), article__in=article_forms(one.article)
        )
        named |= Q(pk__in=rows.order_by().values("case")) & _in_time(one)
    return Case.objects.filter(named, state=CaseState.PUBLISHED)


def _in_time(cited: Cited) -> Q:
    """Return the condition on the day of a case; one without a day counts as of today."""
    if cited.until:
        within = Q(date__lt=cited.until)
        return within & Q(date__gte=cited.since) if cited.since else within
    return Q(date__gte=cited.since) | Q(date__isnull=True) if cited.since else Q()


def _as_written(names: Iterable[str]) -> list[str]:
    """Return every title in the library that says one of these names, notes of years included.

    Each name is looked up as a stretch of the index: what begins with it and a bracket.
    """
    keys = {law_key(name) for name in names} - {""}
    plain = keys | {name.replace("中华人民共和国", "") for name in names} | set(names)
    plain |= {name.translate({0xFF08: "(", 0xFF09: ")"}) for name in plain}
    begun = [name + bracket for name in plain for bracket in "（("]
    return [*plain, *(law for start in begun for law in _beginning(start) if law_key(law) in keys)]


def _beginning(start: str) -> QuerySet[Citation, str]:
    """Return the titles that begin so: a stretch of the index, read by itself."""
    rows = Citation.objects.filter(law__gte=start, law__lt=start + LAST)
    return rows.order_by().values_list("law", flat=True).distinct()
