"""Looking whether lawyers stand on the other side, by fingerprints: nobody's name is compared."""

from collections import defaultdict
from collections.abc import Iterable

from niangjia.rights.legal_aid.models import Application, InterestMark, PartyMark, Side, Stand
from niangjia.rights.legal_aid.rules.conflicts import Hit, Tie, strongest


def ties_of(application: Application, lawyers: Iterable[int]) -> dict[int, tuple[Hit, ...]]:
    """Return for each lawyer what binds him to the other side of an application; often nothing.

    Looked at are the interests that lawyers declared, and past matters of aid: whom a lawyer
    aided who now stands opposite, and against whom he acted before.
    """
    wanted = set(lawyers)
    marks = PartyMark.objects.filter(application=application, side=Side.OPPOSITE)
    opposite = list(marks.values_list("mark", flat=True))
    found: dict[int, list[Hit]] = defaultdict(list)
    declared = InterestMark.objects.filter(
        mark__in=opposite, interest__lawyer__in=wanted, interest__ended_at__isnull=True
    )
    for lawyer, tie, exact in declared.values_list("interest__lawyer", "interest__tie", "exact"):
        found[lawyer].append(Hit(Tie.of(tie), exact))
    past = PartyMark.objects.filter(
        mark__in=opposite,
        application__appointments__lawyer__in=wanted,
        application__appointments__state__in=[Stand.ACCEPTED, Stand.DONE],
    ).exclude(application=application)
    rows = past.values_list("application__appointments__lawyer", "side", "exact").distinct()
    for lawyer, side, exact in rows:
        if lawyer in wanted:
            tie = Tie.AIDED if side == Side.APPLICANT else Tie.ACTED_AGAINST
            found[lawyer].append(Hit(tie, exact))
    return {lawyer: strongest(hits) for lawyer, hits in found.items()}
