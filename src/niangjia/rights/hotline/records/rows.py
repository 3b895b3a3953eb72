"""A row of old records: its columns, and what it says, checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from niangjia.foundation.organisations.headings import place_of
from niangjia.foundation.organisations.rules.places import is_place
from niangjia.foundation.organisations.workbooks import Column
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid
from niangjia.rights.hotline.procedure import GRADES
from niangjia.rights.hotline.rules.classes import Item, class_of, classes

LONGEST = 10_000
EARLIEST = date(1990, 1, 1)
MOST_YUAN = Decimal(10) ** 10

COLUMNS = (
    Column(
        "number",
        "原编号",
        ("编号", "工单编号", "工单号"),
        required=True,
        note="老系统里的编号，同一个工会不能重复；靠它认出已经导入过的。",
    ),
    Column(
        "received",
        "收到日期",
        ("来电日期", "受理日期", "登记日期"),
        required=True,
        note="如 2024-03-05。",
    ),
    Column(
        "closed",
        "办结日期",
        ("办结时间",),
        note="没办结的留空：作为还在办的事进来，按收到的日子计时。",
    ),
    Column(
        "klass",
        "类别",
        ("大类", "诉求类别"),
        required=True,
        note="咨询、信访投诉、法律服务、意见建议、帮扶救助之一。",
    ),
    Column("item", "小类", ("诉求小类",), note="名称照“类别一览”写；不写就归到这一类的“别的”。"),
    Column(
        "story", "诉求内容", ("内容", "来电内容", "问题描述"), required=True, note="会加密保存。"
    ),
    Column("result", "办理结果", ("结果", "处理结果"), note="已经办结的要写。会加密保存。"),
    Column("recovered", "追回金额", ("追回金额（元）",), note="以元为单位，没有就留空。"),
    Column("name", "来电人", ("姓名",), note="会加密保存。"),
    Column(
        "phone", "电话", ("联系电话", "来电号码"), note="会加密保存；以后同一个电话再打来认得出。"
    ),
    Column(
        "region",
        "地区",
        ("行政区划", "地区代码"),
        note="代码或地名全称；不写就算导入的工会所在地。",
    ),
    Column(
        "employer", "用人单位", ("单位", "单位名称"), note="和登记的名称一样就对上，不一样也留着。"
    ),
    Column(
        "grade",
        "难度",
        ("办理难度",),
        note="一般、疑难、特别复杂；没有办结的按它计时，不写按小类定。",
    ),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What a row says. `closed_on` is None for what is still open."""

    number: str
    received_on: date
    closed_on: date | None
    item: Item
    story: str
    result: str
    recovered: Decimal | None
    name: str
    phone: str
    region_code: str
    employer_said: str
    grade: str


def read_row(cells: Mapping[str, str]) -> Row:
    """Return what a row says. Raises Invalid, with everything that is wrong in one sentence."""
    wrong: list[str] = []

    def told(what: str, least: int, most: int) -> str:
        text = cells.get(what, "").strip()
        if not least <= len(text) <= most or "\0" in text:
            heading = next(one.heading for one in COLUMNS if one.field == what)
            wrong.append(
                _("“{heading}”没有写").format(heading=heading)
                if not text
                else _("“{heading}”太长，最多{most}字").format(heading=heading, most=most)
            )
        return text

    item = _item(cells, wrong)
    received = _day(cells.get("received", ""), _("收到日期"), wrong)
    closed = _day(cells["closed"], _("办结日期"), wrong) if cells.get("closed") else None
    row = Row(
        number=told("number", 1, 80),
        received_on=received,
        closed_on=closed,
        item=item,
        story=told("story", 1, LONGEST),
        result=told("result", 1 if cells.get("closed") else 0, LONGEST),
        recovered=_yuan(cells.get("recovered", ""), wrong),
        name=told("name", 0, 60),
        phone=told("phone", 0, 40),
        region_code=_place(cells.get("region", ""), wrong),
        employer_said=told("employer", 0, 120),
        grade=_grade(cells.get("grade", ""), wrong),
    )
    if closed is not None and closed < received:
        wrong.append(_("办结日期在收到日期之前"))
    if wrong:
        raise Invalid("；".join(wrong) + "。")
    return row


def _item(cells: Mapping[str, str], wrong: list[str]) -> Item:
    named, called = cells.get("klass", "").strip(), cells.get("item", "").strip()
    klass = next((one for one in classes() if named in {one.name, one.key}), None)
    if klass is None:
        wrong.append(_("没有“{name}”这一类").format(name=named) if named else _("“类别”没有写"))
        klass = classes()[0]
    if not called:
        return next(one for one in klass.items if one.key.endswith("_other"))
    item = next((one for one in klass.items if called in {one.name, one.key}), None)
    if item is None:
        shown = class_of(klass.key)
        wrong.append(
            _("“{klass}”里没有小类“{item}”").format(
                klass=shown.name if shown else klass.key, item=called
            )
        )
    return item or klass.items[-1]


def _day(text: str, heading: str, wrong: list[str]) -> date:
    plain = text.strip().replace("/", "-").replace(".", "-")
    try:
        year, month, day = (int(part) for part in plain[:10].split("-"))
        found = date(year, month, day)
    except ValueError:
        wrong.append(
            _("“{heading}”没有写").format(heading=heading)
            if not plain
            else _("“{heading}”不是日期：{text}").format(heading=heading, text=text[:20])
        )
        return clock.today()
    if not EARLIEST <= found <= clock.today():
        wrong.append(_("“{heading}”在将来，或者太早").format(heading=heading))
    return found


def _yuan(text: str, wrong: list[str]) -> Decimal | None:
    plain = text.strip().replace(",", "").replace("，", "").removesuffix("元")
    if not plain:
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        amount = Decimal(-1)
    if not (amount.is_finite() and 0 <= amount <= MOST_YUAN):
        wrong.append(_("“追回金额”不是金额：{text}").format(text=text[:20]))
        return None
    return amount.quantize(Decimal("0.01"))


def _place(text: str, wrong: list[str]) -> str:
    if not text.strip():
        return ""
    try:
        code = place_of(text.strip())
    except Invalid:
        code = ""
    if not code or not is_place(code):
        wrong.append(_("没有这个地区：{text}").format(text=text[:20]))
        return ""
    return code


def _grade(text: str, wrong: list[str]) -> str:
    plain = text.strip()
    if not plain:
        return ""
    for key, name in GRADES.items():
        if plain in {key, name}:
            return key
    wrong.append(_("“难度”只有：{names}").format(names="、".join(GRADES.values())))
    return ""
