"""The printed form of a hand-over packet: what it is about, its index with hashes, its papers."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace
from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from niangjia.kernel.errors import Unavailable
from niangjia.rights.centre.rules.packing import Paper

FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
    ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
)
"""Where systems keep the font (Debian: fonts-noto-cjk), and the Simplified Chinese face in it."""
LARGEST_PRINTED = 15 * 1024 * 1024
WIDEST_PICTURE, TALLEST = 1600, 230.0
"""Pixels of a picture on a form, and millimetres of its height."""
PICTURES = frozenset({"jpg", "jpeg", "png", "webp"})
_LINE = 7


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the printed form. `rows` are number, name, size in words, SHA-256."""

    dispute: str
    matter: str
    sender: str
    receiver: str
    made_at: str
    answer_by: str
    about: tuple[tuple[str, str], ...]
    story: str
    words: str
    rows: tuple[tuple[str, str, str, str], ...]
    digest: str


def printed(sheet: Sheet, papers: tuple[Paper, ...]) -> bytes:
    """Return the form as a PDF: the cover with its index, then the papers that can be printed.

    Sound and office files, and papers beyond what a form may hold, are only named in the index.
    Raises Unavailable where no Chinese font is installed.
    """
    form = _Form(sheet.matter)
    _cover(form, sheet)
    behind: list[tuple[int, bytes]] = []
    room = LARGEST_PRINTED
    for number, paper in enumerate(papers, 1):
        if len(paper.data) > room:
            continue
        ending = paper.name.rsplit(".", 1)[-1].lower()
        if ending == "pdf" and _is_readable(paper.data):
            form.add_page()
            form.line_of(f"{number:02d}  {paper.name}")
            behind.append((form.page_no(), paper.data))
            room -= len(paper.data)
        elif ending in PICTURES and _picture_page(form, number, paper):
            room -= len(paper.data)
    return _put_behind(bytes(form.output()), behind)


def _put_behind(form: bytes, behind: list[tuple[int, bytes]]) -> bytes:
    """Put the pages of PDF papers behind the sheets that name them."""
    whole = PdfWriter(clone_from=BytesIO(form))
    for page, data in reversed(behind):
        whole.merge(page, BytesIO(data), import_outline=False)
    box = BytesIO()
    whole.write(box)
    return box.getvalue()


def code_picture(text: str) -> Image.Image:
    """Return a QR code of a public number, and of nothing else."""
    code = QRCode(error_correction=ERROR_CORRECT_M, box_size=6, border=2)
    code.add_data(text)
    code.make(fit=True)
    return code.make_image().get_image().convert("RGB")


def font() -> tuple[str, int]:
    """Return the file of a Chinese font and which face of it. Raises Unavailable."""
    chosen: Path | None = settings.NIANGJIA_FONT
    known = ((str(chosen), 0), *FONTS) if chosen else FONTS
    for path, face in known:
        if Path(path).is_file():
            return path, face
    raise Unavailable(_("没有装中文字体，印不出来。请系统管理员安装 fonts-noto-cjk。"))


def can_print() -> bool:
    """Whether a Chinese font is installed here."""
    try:
        font()
    except Unavailable:
        return False
    return True


class _Form(FPDF):
    """A form that says on every page whose it is and which page."""

    def __init__(self, foot: str) -> None:
        super().__init__(format="A4")
        path, face = font()
        self.foot = foot
        self.add_font("cjk", fname=path, collection_font_number=face)
        self.set_font("cjk", size=11)
        self.set_auto_page_break(True, margin=20)
        self.alias_nb_pages()

    def footer(self) -> None:
        """Write the foot of a page."""
        self.set_y(-15)
        self.set_font("cjk", size=8)
        self.cell(0, 8, f"{self.foot}    {self.page_no()}/{{nb}}", align="C")
        self.set_font("cjk", size=11)

    def line_of(self, text: str, size: int = 11, height: int = _LINE) -> None:
        """Write a paragraph over the whole width."""
        self.set_font("cjk", size=size)
        self.multi_cell(0, height, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_font("cjk", size=11)


def _cover(form: _Form, sheet: Sheet) -> None:
    form.set_title(f"{sheet.matter} {_('移交清单')}")
    form.add_page()
    picture = code_picture(sheet.dispute)
    form.image(picture, x=165, y=12, w=32, alt_text=sheet.dispute)
    form.line_of(_("移交清单"), size=20, height=12)
    form.line_of(f"{_('一案一码')}：{sheet.dispute}")
    for name, value in (
        (_("事项文号"), sheet.matter), (_("移交单位"), sheet.sender),
        (_("接收单位"), sheet.receiver), (_("移交日期"), sheet.made_at),
        (_("请在此前答复"), sheet.answer_by), *sheet.about,
    ):  # fmt: skip
        form.line_of(f"{name}：{value or '—'}")
    for title, text in ((_("移交说明"), sheet.words), (_("职工所述"), sheet.story)):
        if text:
            form.ln(3)
            form.line_of(title, size=14, height=9)
            form.line_of(text)
    form.ln(3)
    form.line_of(_("材料目录"), size=14, height=9)
    _table(form, sheet)
    form.ln(3)
    form.line_of(f"{_('目录校验码（SHA-256）')}：{sheet.digest}", size=9, height=5)
    _receipt(form, sheet)


def _table(form: _Form, sheet: Sheet) -> None:
    if not sheet.rows:
        form.line_of(_("没有附材料。"))
        return
    form.set_font("cjk", size=9)
    plain = FontFace(emphasis="", fill_color=(236, 232, 222))
    with form.table(
        col_widths=(8, 52, 16, 74), line_height=5, text_align="LEFT", headings_style=plain
    ) as table:
        for row in ((_("号"), _("名称"), _("大小"), "SHA-256"), *sheet.rows):
            line = table.row()
            for cell in row:
                line.cell(cell)
    form.set_font("cjk", size=11)


def _receipt(form: _Form, sheet: Sheet) -> None:
    """Write what whoever takes it signs, never torn over two pages."""
    with form.unbreakable() as block:
        block.ln(6)
        block.set_font("cjk", size=14)
        block.cell(0, 9, _("接收回执"), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        block.set_font("cjk", size=11)
        said = _("今收到{sender}移交的{matter}材料共{count}件，与目录核对无误。").format(
            sender=sheet.sender, matter=sheet.matter, count=len(sheet.rows)
        )
        block.multi_cell(0, _LINE, said, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        block.ln(8)
        signs = _("接收单位（盖章）：                接收人：                日期：")
        block.cell(0, _LINE, signs, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _is_readable(data: bytes) -> bool:
    try:
        reader = PdfReader(BytesIO(data))
        return not reader.is_encrypted and len(reader.pages) > 0
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _picture_page(form: _Form, number: int, paper: Paper) -> bool:
    """Put a picture on a page of its own; whether it could be."""
    try:
        picture = Image.open(BytesIO(paper.data)).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError):
        return False
    picture.thumbnail((WIDEST_PICTURE, WIDEST_PICTURE))
    form.add_page()
    form.line_of(f"{number:02d}  {paper.name}")
    width = min(180, picture.width / 6)
    height = width * picture.height / picture.width
    if height > TALLEST:
        width, height = width * TALLEST / height, TALLEST
    form.image(picture, w=width, h=height)
    return True
