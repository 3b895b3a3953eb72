"""The library as a value, without what differs from one import to the next."""

from typing import Any

from niangjia.rights.caselaw.models import Case, ImportReject, ImportRun, Original
from niangjia.rights.caselaw.originals import open_sealed

_CHANGING = {"id", "code", "run_id", "imported_at", "state_since", "masked_at", "published_at"}


def contents() -> dict[str, list[Any]]:
    """Return all that imports wrote, in the order in which it was written; originals opened."""
    cases = list(Case.objects.order_by("pk"))
    place = {case.pk: number for number, case in enumerate(cases)}
    return {
        "cases": [_plain(case, _CHANGING) for case in cases],
        "originals": [
            (open_sealed(one), one.title_marks, one.marks)
            for one in Original.objects.order_by("case_id")
        ],
        **{
            name: [
                (place[row.case_id], _plain(row, {"id", "case_id"}))
                for case in cases
                for row in getattr(case, name).order_by("pk")
            ]
            for name in ("parties", "claims", "chain", "citations")
        },
        "rejects": list(
            ImportReject.objects.order_by("pk").values_list("source", "line", "reason")
        ),
        "account": list(
            ImportRun.objects.order_by("pk").values_list(
                "read", "imported", "unchanged", "duplicates", "rejected", "state"
            )
        ),
    }


def _plain(row: Any, without: set[str]) -> dict[str, Any]:
    fields = (field.attname for field in row._meta.concrete_fields)
    return {name: getattr(row, name) for name in fields if name not in without}
