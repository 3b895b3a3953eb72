"""Stand-ins for laws: their titles and numbers, with words of our own that are no law."""

from pathlib import Path

from niangjia.kernel.viewer import Viewer
from niangjia.rights.statutes import indexing
from niangjia.rights.statutes.actions import import_laws

_HEAD = "# {title}\n\n{passed} 示例会议通过\n\n<!-- INFO END -->\n\n"
LAWS = {
    ("工伤保险条例", "2010-12-20", "2010年12月20日"): {
        "十四": "示例条文：工作时受了伤，应当认定为工伤。",
        "十七": "示例条文：单位30日内提出工伤认定申请；不提的，职工1年内可以直接提。",
        "二十一": "示例条文：受伤以后做劳动能力鉴定。",
        "三十五": "示例条文：鉴定为一级至四级的，给伤残补助金。",
        "三十六": "示例条文：鉴定为五级、六级的，给伤残补助金；单位安排工作。",
        "三十七": "示例条文：七级至十级的，给钱：\n\n（一）九级九份；\n\n（二）别的。",
        "六十二": "示例条文：未参加工伤保险的，由该用人单位付钱。",
    },
    ("中华人民共和国劳动争议调解仲裁法", "2007-12-29", "2007年12月29日"): {
        "六": "示例条文：各方提供证据，不提供的承担不利后果。",
        "二十七": "示例条文：时效是一年，从知道或者应当知道算；拖欠劳动报酬的，从终止算。",
    },
    ("中华人民共和国劳动合同法", "2012-12-28", "2012年12月28日"): {
        "十": "示例条文：应当订立书面劳动合同。",
        "八十二": "示例条文：超过一个月不满一年未订立书面劳动合同的，付二倍的工资。",
        "八十五": "示例条文：责令支付：\n\n（一）拖欠劳动报酬的；\n\n（二）不支付加班费的。",
    },
    ("中华人民共和国劳动合同法实施条例", "2008-09-18", "2008年9月18日"): {
        "五": "示例条文：一个月内不签的，终止劳动关系。",
        "七": "示例条文：满一年未订立书面劳动合同的，视为已订立无固定期限劳动合同。",
    },
}


def import_examples(operator: Viewer, folder: Path) -> None:
    """Import the stand-ins and index them."""
    folder.mkdir(parents=True, exist_ok=True)
    for (title, dated, passed), articles in LAWS.items():
        text = _HEAD.format(title=title, passed=passed)
        text += "\n\n".join(f"第{number}条 {words}" for number, words in articles.items())
        (folder / f"社会法__{title}({dated}).md").write_text(f"{text}\n", encoding="utf-8")
    import_laws(viewer=operator, folder=folder)
    indexing.ensure_index()
