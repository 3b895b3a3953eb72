"""The evaluation counts what it says it counts."""

from pathlib import Path

import pytest

from niangjia.desks.answering.plainly.evaluation.altering import ALTERATIONS, REPHRASINGS
from niangjia.desks.answering.plainly.evaluation.holding import evaluate_plainer

LAW = """# 示例劳动法
第一条 用人单位应当在三十日以内向劳动者支付工资或者补偿。用人单位不得扣押劳动者的证件。
第二条 劳动者可以提前三十日通知用人单位，但本法第三条规定的除外。
不是条文，用人单位应当忽略。
"""


def test_altered_sentences_are_counted_apart_from_harmless_ones(tmp_path: Path) -> None:
    (tmp_path / "示例劳动法.md").write_text(LAW, "utf-8")
    told = evaluate_plainer(tmp_path)
    assert told["sentences"] == 3
    assert told["altered"]["the sides exchanged"] == {"tried": 3, "believed": 0, "share": 0.0}
    assert told["altered"]["another number"]["tried"] == 2
    assert told["altered_believed"] == 0.0
    assert told["harmless"]["as it is"] == {"tried": 3, "believed": 3, "share": 1.0}
    assert told["harmless"]["must in another word"]["tried"] == 1


def test_every_change_changes_something() -> None:
    text = (
        "依照《示例法》第八条，用人单位应当在十日以上以书面形式或者口头通知劳动者，不得拒绝支付劳动报酬，"
        "劳动者可以在三十日内提出，另有规定的除外。"
    )
    for name, change in {**ALTERATIONS, **REPHRASINGS}.items():
        assert (change(text) == text) is (name == "as it is"), name


def test_a_folder_without_laws_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="没有可用"):
        evaluate_plainer(tmp_path)
