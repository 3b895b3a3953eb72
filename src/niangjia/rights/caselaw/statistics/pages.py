"""The statistics as the public reads them. No account, no cookie, nothing about the reader kept."""

import csv
import re
from dataclasses import dataclass
from io import BytesIO, StringIO

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from niangjia.foundation.organisations.doors import viewer_at
from niangjia.kernel import divisions
from niangjia.rights.caselaw.rules.terms import Issue
from niangjia.rights.caselaw.statistics import telling
from niangjia.rights.caselaw.statistics.findings import AXES, Axis, Chosen, Statistics
from niangjia.rights.caselaw.statistics.queries import statistics
from niangjia.rights.caselaw.statistics.telling import Told, told

FILE_NAME = "anli-tongji"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page, and the lines of it that are not published."""

    axis: Axis
    name: str
    rows: tuple[Told, ...]
    hidden: tuple[Told, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One select of the form: its name, its label, (code, name, whether chosen)."""

    axis: Axis
    name: str
    options: tuple[tuple[str, str, bool], ...]


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what the chosen cases add up to."""
    found = _found(request)
    written = _address(found.chosen)
    return render(
        request,
        "caselaw/statistics.html",
        {
            "found": found,
            "whole": told(found.whole),
            "tables": _tables(found),
            "choices": _choices(found),
            "outcomes": telling.outcome_names(),
            "everything": found.chosen.count == 0,
            "csv": reverse("caselaw:statistics_csv") + written,
            "xlsx": reverse("caselaw:statistics_xlsx") + written,
            "crumbs": [(reverse("caselaw:results"), _("查案例"))],
        },
    )


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the same numbers as a file that every spreadsheet reads."""
    out = StringIO()
    out.write("\ufeff")  # without it Excel takes the Chinese for something else
    writer = csv.writer(out)
    writer.writerows(_sheet(_found(request)))
    return _download(out.getvalue().encode(), "text/csv; charset=utf-8", "csv")


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Give the same numbers as a workbook."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("案例统计"))
    for letter, width in (("A", 12), ("B", 24)):
        sheet.column_dimensions[letter].width = width
    for row in _sheet(_found(request)):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return _download(out.getvalue(), XLSX, "xlsx")


def chosen_in(parameters: QueryDict) -> Chosen:
    """Return what an address asks for; what cannot be understood is left aside."""
    issue, region, year = (parameters.get(axis, "") for axis in AXES)
    return Chosen(
        issue=issue if Issue.label_of(issue) else "",
        region=divisions.province_of(region),
        year=year if re.fullmatch(r"[12][0-9]{3}", year) else "",
    )


def _found(request: HttpRequest) -> Statistics:
    return statistics(viewer=viewer_at(request), chosen=chosen_in(request.GET))


def _tables(found: Statistics) -> tuple[Table, ...]:
    return tuple(
        Table(
            axis=breakdown.axis,
            name=telling.axis_name(breakdown.axis),
            rows=tuple(told(line) for line in breakdown.lines if line.figures),
            hidden=tuple(told(line) for line in breakdown.lines if not line.figures),
            is_closed=breakdown.is_closed,
        )
        for breakdown in found.breakdowns
    )


def _choices(found: Statistics) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            axis=axis,
            name=telling.axis_name(axis),
            options=tuple(
                (code, name, code == getattr(found.chosen, axis))
                for code, name in found.choices[axis]
            ),
        )
        for axis in AXES
    )


def _sheet(found: Statistics) -> list[list[str | int]]:
    """Return the rows of a file, with what has to be known of them at the end."""
    notes = [
        _(
            "少于10人、或者不到3家单位的数字不公布；为了不让人从合计里减出来，有时旁边的数字也不公布。"
        )
    ]
    if found.fictional:
        notes.append(_("这是虚构的示例数据，不能拿去当依据。"))
    table: list[list[str | int]] = [list(telling.columns()), *telling.rows(found), []]
    table.extend([note] for note in notes)
    return table


def _address(chosen: Chosen) -> str:
    query = QueryDict(mutable=True)
    for axis in AXES:
        if value := getattr(chosen, axis):
            query[axis] = value
    return f"?{query.urlencode()}" if query else ""


def _download(content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f'attachment; filename="{FILE_NAME}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
