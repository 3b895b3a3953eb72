"""Comparing every candidate with the situation. No database, no index: values alone."""

from collections.abc import Iterable, Mapping

from niangjia.rights.caselaw.alike.candidates import Found
from niangjia.rights.caselaw.alike.choosing import Ranked
from niangjia.rights.caselaw.alike.features import features
from niangjia.rights.caselaw.alike.profile import KnownCase, Profile
from niangjia.rights.caselaw.alike.weights import Weights


def ranked(
    asked: Profile,
    found: Iterable[Found],
    known: Mapping[str, KnownCase],
    weights: Weights,
) -> list[Ranked]:
    """Return the candidates that are known, the most like the situation first."""
    scored = (
        Ranked(known[one.code], weights.score(features(asked, known[one.code].profile, one.scores)))
        for one in found
        if one.code in known
    )
    return sorted(scored, key=lambda one: (-one.score, one.case.code))
