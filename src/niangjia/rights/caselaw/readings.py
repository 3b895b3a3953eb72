"""Reading a case again after its masking changed."""

from niangjia.rights.caselaw.models import Case, Citation
from niangjia.rights.caselaw.rules.understanding import Paper, Understood, filled, understand

_FIELDS = ("body", "stage", "issue", "asker", "outcome", "region_code", "claimed", "awarded")


def renew(case: Case) -> None:
    """Read the masked text of a case again and keep what is read of it.

    It is still the same paper: what the new text no longer tells stays as it was. The articles of
    a case that somebody interpreted are that person's choice and stay too.
    """
    paper = Paper(
        text=case.text, title=case.title, court=case.court, case_no=case.case_no,
        cause=case.cause, date=case.date,
    )  # fmt: skip
    read = understand(filled(paper))
    told = {name: getattr(read, name) for name in _FIELDS}
    changes = {name: value for name, value in told.items() if value not in {"", None}}
    if read.issue:
        changes["other_issues"] = list(read.other_issues)
    Case.objects.filter(pk=case.pk).update(**changes)
    if not case.interpreted_by:
        _keep_citations(case, read)


def _keep_citations(case: Case, read: Understood) -> None:
    Citation.objects.bulk_create(
        (Citation(case=case, law=law, article=article) for law, article in read.citations),
        ignore_conflicts=True,
    )
