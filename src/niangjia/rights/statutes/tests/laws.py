"""Made-up laws for tests, written by us: two versions of one, a local one, and files that fail."""

from pathlib import Path

FIRST = """# 示例职工茶歇法

2010年3月1日 示例会议通过

<!-- INFO END -->

## 第一章 总则

第一条 为了让职工喝上热茶，制定本法。

第二条 用人单位应当每天安排茶歇十分钟。

用人单位有下列情形之一的，可以推迟：

（一）停水；

（二）停电。

## 第二章 责任

第三条 违反本法第二条的，由工会提出意见。

第四条 本法自2010年5月1日起施行。
"""
SECOND = """# 示例职工茶歇法

2010年3月1日 示例会议通过

2020年6月1日 示例会议修订

<!-- INFO END -->

## 第一章 总则

第一条 为了让职工喝上热茶，制定本法。

第二条 用人单位应当每天安排茶歇二十分钟。

用人单位有下列情形之一的，可以推迟：

（一）停水；

（二）停电。

第二条之一 茶歇时间计入工作时间。

## 第二章 责任

第四条 违反本法第二条的，由工会提出意见。

第五条 本法自2020年9月1日起施行。
"""
AMENDED = """# 示例职工午休法

2001年1月1日 示例会议通过

2015年7月1日 示例会议《关于修改〈示例职工午休法〉的决定》修正

<!-- INFO END -->

第一条 职工午休一小时。

第二条 本法自2001年3月1日起施行。
"""
LOCAL = """# 青岛市示例职工热水条例

2018年1月10日 示例会议通过

<!-- INFO END -->

第一条 本市用人单位供应热水。

第二条 本条例自2018年2月1日起施行。
"""
FILES = {
    "社会法/社会法__示例职工茶歇法(2010-03-01).md": FIRST,
    "社会法/社会法__示例职工茶歇法(2020-06-01).md": SECOND,
    "社会法/社会法__示例职工午休法(2015-07-01).md": AMENDED,
    "山东地方法规/地方性法规__山东__青岛市示例职工热水条例(2018-01-10).md": LOCAL,
}
BAD_FILES = {
    "社会法/太早(0001-01-01).md": "# 示例早法\n\n第一条 示例。\n".encode(),
    "社会法/怪字(2020-01-01).md": "# 示例怪字法\n\n第一条 示\0例。\n".encode(),
    "社会法/空的(2020-01-01).md": b"",
    "社会法/不是文字(2020-01-01).md": b"\xff\xfe\x00\x81",
    "社会法/日期不存在(2020-02-31).md": "# 示例法\n\n第一条 示例。\n".encode(),
    "案例-示例/案例__某个案例.md": "# 某个案例\n\n## 基本案情\n\n示例。\n".encode(),
    "杂物/看不出类别.md": "# 看不出类别的办法\n\n第一条 示例。\n".encode(),
}


def write_laws(folder: Path, *, bad: bool = False) -> Path:
    """Write the files below a folder, those that fail too where asked, and return the folder."""
    files = {name: text.encode() for name, text in FILES.items()} | (BAD_FILES if bad else {})
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder
