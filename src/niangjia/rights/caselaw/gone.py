"""What an address says whose case is not, or no longer, before the public."""

from django.utils.translation import gettext as _

from niangjia.kernel.errors import Missing
from niangjia.rights.caselaw.models import Case, CaseState

MOST_MERGERS = 8
"""How many mergers, one after the other, are followed to the case that was kept."""


class Withdrawn(Missing):
    """The case was public once and no longer is."""


class Held(Withdrawn):
    """The case is hidden while a request about it is examined."""


class Merged(Withdrawn):
    """The case was merged into another, which is public under `code`."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def public_case(code: str) -> Case:
    """Return the public case at this address.

    Raises Merged where it is now part of another, Held while a request hides it, Withdrawn where
    it was public once, Missing for any other: one that never was public does not exist.
    """
    case = Case.objects.filter(code=code).select_related("digest").first()
    if case is None:
        raise Missing(_("没有这个案例。"))
    if kept := _kept_instead(case):
        raise Merged(_("这个案例和另一个是同一份，已经合并。"), kept)
    if case.state == CaseState.PUBLISHED:
        return case
    if case.state == CaseState.HELD:
        raise Held(_("这个案例暂时收起，正在核实有人提出的请求。"))
    if case.state == CaseState.WITHDRAWN or case.published_at is not None:
        raise Withdrawn(_("这个案例已经撤回，不再公开。"))
    raise Missing(_("没有这个案例。"))


def _kept_instead(case: Case) -> str:
    """Return the code of the public case this one was merged into, "" where there is none."""
    there: Case | None = case
    for _step in range(MOST_MERGERS):
        if there is None or there.merged_into_id is None:
            break
        there = Case.objects.filter(pk=there.merged_into_id).defer("text").first()
    merged = there is not None and there.pk != case.pk and there.state == CaseState.PUBLISHED
    return there.code if there and merged else ""
