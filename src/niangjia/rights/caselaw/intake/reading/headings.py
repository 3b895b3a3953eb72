"""What the columns of a table and the keys of a JSON object are called, in both languages."""

from collections.abc import Iterable, Mapping

_NAMES: Mapping[str, str] = {
    "id": "id 编号 序号 文书id 文书编号 唯一标识 uuid docid doc_id case_id",
    "title": "title 标题 名称 案件名称 文书标题 文书名称 案例名称 案例标题 name",
    "court": "court_or_body court 法院 审理法院 裁判法院 法院名称 裁判机构 审理机构 审理机关 "
    "裁判机关 仲裁机构 仲裁委员会 发布机构 发布单位 处理机构 机构 court_name body",
    "case_no": "case_no case_number caseno 案号 案件号 案件编号 文书号 裁决书号 case_id_no",
    "date": "date 日期 裁判日期 判决日期 裁决日期 审判日期 审结日期 结案日期 文书日期 发布日期 "
    "judgment_date decision_date",
    "region": "region 地区 地域 区域 省份 所属地区 法院地区 行政区划 所在地 province",
    "cause": "cause 案由 案件类型 纠纷类型 cause_of_action",
    "stage": "stage procedure 审级 程序 审理程序 审判程序 审理阶段",
    "text": "text 正文 全文 文书正文 裁判文书 裁判文书全文 文书全文 文书内容 判决书全文 案件正文 "
    "案例正文 案例内容 内容 content full_text fulltext",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split()}


def field_of(heading: str) -> str:
    """Return which of our fields a heading means, or "" for one we do not use."""
    plain = "".join(heading.split()).lower().strip("：:*“”\"'")
    return _FIELD_OF.get(plain, "")


def fields_of(headings: Iterable[str]) -> dict[int, str]:
    """Return the position of every heading that is understood; the first of a kind counts."""
    found: dict[int, str] = {}
    for position, heading in enumerate(headings):
        field = field_of(heading)
        if field and field not in found.values():
            found[position] = field
    return found
