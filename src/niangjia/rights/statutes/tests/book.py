"""A made-up topic book about the made-up laws."""

from pathlib import Path

LAWS = """
"茶歇法" = "示例职工茶歇法"
"""
TEA = """
as_of = 2024-01-01

[tea_break]
name = "茶歇的时间"
articles = ["茶歇法 2", "茶歇法 3 .5"]
when = ["茶歇/喝茶/歇会 多久/几分钟/不让/不给", "茶歇"]
asks = ["老板不让喝茶歇会怎么办", "每天可以歇多久喝茶"]

[nap]
name = "午休"
articles = ["示例职工午休法 1"]
when = ["午睡/午休/睡午觉"]
asks = ["中午能不能睡午觉"]

[hot_water]
name = "热水供应"
articles = ["青岛市示例职工热水条例 1", "示例不在本库的法 7"]
when = ["热水/开水"]
asks = ["单位没有开水喝"]
"""


def write_book(folder: Path, topics: str = TEA, laws: str = LAWS) -> Path:
    """Write a book of one file and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "laws.toml").write_text(laws, encoding="utf-8")
    (folder / "tea.toml").write_text(topics, encoding="utf-8")
    return folder
