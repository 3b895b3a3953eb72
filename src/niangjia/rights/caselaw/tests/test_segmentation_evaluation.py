from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from niangjia.rights.caselaw.evaluation.material import MaterialMissing
from niangjia.rights.caselaw.evaluation.segmentation import compare_segmentations

LAW = """# 虚构劳动条例
<!-- INFO END -->
第一条 用人单位应当支付加班费。

第二条 拖欠工资的，责令限期支付。

第三条 职工享受带薪年休假。
"""


def _write(path: Path, lines: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def material(tmp_path: Path) -> Path:
    law = "中华人民共和国虚构劳动条例"
    _write(tmp_path / "laws/manifest.jsonl", [{"title": law, "path": "laws/a.md"}])
    (tmp_path / "laws/a.md").write_text(LAW, encoding="utf-8")
    _write(
        tmp_path / "questions/equals_labour.jsonl",
        [
            {
                "question": "老板不给加班费",
                "statutes": [{"law": "虚构劳动条例", "article": "第一条"}],
            }
        ],
    )
    _write(
        tmp_path / "bench/stard_queries_all.jsonl",
        [
            {"question": "欠薪怎么办", "labour": True, "match_name": [f"{law}第二条"]},
            {"question": "离婚", "labour": False, "match_name": []},
        ],
    )
    _write(
        tmp_path / "bench/lawbench_2-1_labour_typo_pairs.jsonl",
        [
            {"noisy": "公司应当支付加斑费用", "clean": "公司应当支付加班费用"},
            {"noisy": "职工享受年休价", "clean": "职工享受年休假"},
        ],
    )
    _write(
        tmp_path / "cases/a.jsonl",
        [{"id": "1", "text": "公司拖欠工资。"}, {"id": "2", "text": "未支付加班费。"}],
    )
    return tmp_path


def test_each_way_is_measured_on_the_same_material(material: Path) -> None:
    found = compare_segmentations(material)
    assert (found["articles"], found["cases"], found["slips"]) == (3, 2, 2)
    assert found["questions"] == {"equals": 1, "stard": 1}
    ways = found["ways"]
    assert ways["bigrams"]["recall_equals_10"] == 1
    assert ways["bigrams"]["recall_stard_10"] == 0
    assert ways["bigrams and concepts"]["recall_stard_10"] == 1
    assert ways["bigrams"]["slips_first"] == 1
    assert ways["bigrams"]["phrases_found"] == ways["bigrams"]["phrases_right"] == 1


def test_a_folder_that_is_something_else_is_named(tmp_path: Path) -> None:
    with pytest.raises(MaterialMissing, match=r"manifest\.jsonl"):
        compare_segmentations(tmp_path)


@pytest.mark.slow
@pytest.mark.skipif("NIANGJIA_EVAL_DATA" not in os.environ, reason="no evaluation material")
def test_pairs_and_concepts_find_more_than_words() -> None:
    ways = compare_segmentations(Path(os.environ["NIANGJIA_EVAL_DATA"]))["ways"]
    ours, words = ways["bigrams and concepts"], ways["words"]
    for figure in ("recall_equals_10", "recall_stard_10", "phrases_found"):
        assert ours[figure] > words[figure]
