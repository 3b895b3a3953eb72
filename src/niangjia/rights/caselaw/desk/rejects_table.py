"""What did not come in, as a workbook officers can sort and send back."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from niangjia.rights.caselaw.staff import RejectRow


def rejects_table(rows: Iterable[RejectRow]) -> BytesIO:
    """Return an .xlsx with the source, the line and the reason of every record.

    Texts are written as texts: a source called "=1+1" does not become a formula, not even when
    somebody edits its cell.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("未能导入"))
    sheet.column_dimensions["A"].width = 48
    sheet.column_dimensions["C"].width = 64
    sheet.append([_("来源"), _("行"), _("原因")])
    for row in rows:
        texts = (ILLEGAL_CHARACTERS_RE.sub("", text) for text in (row.source, row.reason))
        cells = [WriteOnlyCell(sheet, value=text) for text in texts]
        for cell in cells:
            cell.data_type = "s"
            cell.quotePrefix = True
        sheet.append([cells[0], row.line, cells[1]])
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file
