"""A list of matters as an Excel file: nothing about a person in it."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from niangjia.casework.shown import MatterRow
from niangjia.kernel.clock import CHINA

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"A": 30, "B": 14, "C": 16, "D": 14, "F": 26, "G": 12, "H": 18, "I": 18, "J": 22}


def workbook_of(rows: Iterable[MatterRow]) -> bytes:
    """Return the rows as an .xlsx. Texts are texts: none of them becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("事项"))
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.append(
        [
            _("编号"), _("类别"), _("状态"), _("问题"), _("等谁"), _("办理的工会"), _("谁在办"),
            _("收到"), _("到期"), _("时限"), _("退回次数"), _("催办次数"), _("职工不认可次数"),
            _("危险信号"),
        ]
    )  # fmt: skip
    for row in rows:
        texts = [
            row.number, row.procedure_name, row.state_name, row.issue_name, row.waits_words,
            row.office, row.assigned_name,
        ]  # fmt: skip
        cells = []
        for text in texts:
            cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"
            cells.append(cell)
        moments = [
            moment.astimezone(CHINA).replace(tzinfo=None) if moment else None
            for moment in (row.received_at, row.due_at)
        ]
        crisis = {"raised": _("等人处理"), "attended": _("有人在处理")}.get(row.crisis, "")
        sheet.append(
            [*cells, *moments, row.due_words, row.bounces, row.urged, row.reopened, crisis]
        )
    out = BytesIO()
    book.save(out)
    return out.getvalue()
