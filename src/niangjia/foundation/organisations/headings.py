"""The columns of the Excel templates, and how a row of them is read."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from niangjia.foundation.organisations.facts import EmployerFacts, OrganisationFacts
from niangjia.foundation.organisations.models import Industry, Level
from niangjia.foundation.organisations.workbooks import Column
from niangjia.kernel import divisions
from niangjia.kernel.errors import Invalid

_PLACE = "6 位行政区划代码（乡镇街道可写 9 位），也可以写地名全称，如“山东省青岛市市南区”。"
_INDUSTRY = "国民经济行业门类的字母（A 到 T）或名称，如“E”或“建筑业”。"

ORGANISATION = (
    Column("name", "工会名称", ("名称", "组织名称"), required=True, note="最多 120 字。"),
    Column(
        "level",
        "级别",
        ("工会级别", "层级"),
        required=True,
        note="全国、省级、市级、县级、乡镇、街道、园区、基层、产业之一。",
    ),
    Column(
        "parent",
        "上级工会",
        ("上级", "上级工会名称", "上级登记号"),
        note="上级的登记号；或名称；有同名的写完整路径，用“/”隔开，如“山东省总工会/青岛市总工会”。",
    ),
    Column("register_number", "登记号", ("工会登记号", "编号"), note="有就填写，不能重复。"),
    Column(
        "region_code", "行政区划", ("行政区划代码", "地区", "地区代码"), note=_PLACE + "全国留空。"
    ),
    Column("industry", "行业", ("所属行业",), note=_INDUSTRY + "产业工会必填。"),
    Column("phone", "电话", ("联系电话", "热线"), note="对外公布的电话。"),
    Column("address", "地址", ("联系地址",), note="最多 200 字。"),
)

EMPLOYER = (
    Column(
        "name", "单位名称", ("名称", "企业名称", "用人单位"), required=True, note="最多 120 字。"
    ),
    Column(
        "credit_code",
        "统一社会信用代码",
        ("信用代码", "社会信用代码"),
        note="18 位，会核对校验位。没有可以不填。",
    ),
    Column(
        "region_code",
        "行政区划",
        ("行政区划代码", "地区", "地区代码"),
        required=True,
        note=_PLACE,
    ),
    Column("industry", "行业", ("所属行业",), note=_INDUSTRY),
    Column("address", "地址", ("单位地址",), note="最多 200 字。"),
    Column(
        "union",
        "本单位工会",
        ("工会", "基层工会", "工会登记号"),
        note="单位自己的基层工会：登记号、名称或完整路径。没有可以不填。",
    ),
)

_LEVELS = {
    "全国": Level.NATIONAL,
    "全国级": Level.NATIONAL,
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "县": Level.COUNTY,
    "区县": Level.COUNTY,
    "区": Level.COUNTY,
    "乡镇": Level.TOWNSHIP,
    "镇": Level.TOWNSHIP,
    "街道": Level.TOWNSHIP,
    "园区": Level.TOWNSHIP,
    "乡镇街道": Level.TOWNSHIP,
    "开发区": Level.TOWNSHIP,
    "基层": Level.GRASSROOTS,
    "产业": Level.INDUSTRY,
    "行业": Level.INDUSTRY,
}


def organisation_facts(cells: Mapping[str, str]) -> OrganisationFacts:
    """Read a row of the unions' template. Raises Invalid for a level or industry not known."""
    return OrganisationFacts(
        name=cells["name"],
        level=level_of(cells["level"]),
        region_code=place_of(cells.get("region_code", "")),
        industry=industry_of(cells.get("industry", "")),
        register_number=cells.get("register_number", ""),
        phone=cells.get("phone", ""),
        address=cells.get("address", ""),
    )


def employer_facts(cells: Mapping[str, str], union: str) -> EmployerFacts:
    """Read a row of the employers' template. Raises Invalid for an industry not known."""
    return EmployerFacts(
        name=cells["name"],
        region_code=place_of(cells.get("region_code", "")),
        credit_code=cells.get("credit_code", ""),
        industry=industry_of(cells.get("industry", "")),
        address=cells.get("address", ""),
        union=union,
    )


def level_of(text: str) -> str:
    """Return the level that people write in several ways. Raises Invalid."""
    if text in Level.values:
        return text
    for level in Level:
        if text == str(level.label):
            return level.value
    found = _LEVELS.get(text.removesuffix("工会").removesuffix("总").removesuffix("级"))
    if found is None:
        raise Invalid(_("级别“%(text)s”不认识。") % {"text": text[:20]})
    return found.value


def industry_of(text: str) -> str:
    """Return the section's letter for a letter or a name. Raises Invalid."""
    if not text or text.upper() in Industry.values:
        return text.upper()
    for industry in Industry:
        if text == str(industry.label):
            return industry.value
    raise Invalid(_("行业“%(text)s”不认识。请写门类的字母或名称。") % {"text": text[:20]})


def place_of(text: str) -> str:
    """Return the code for a code or a name. Raises Invalid for a name not known."""
    if not text or text == "全国":
        return ""
    if text.isdigit():
        return text
    if code := divisions.code_of(text):
        return code
    raise Invalid(_("地名“%(text)s”不认识，或有重名。请写行政区划代码。") % {"text": text[:30]})
