"""Training and evaluation, on made-up papers."""

import json
import os
from pathlib import Path

import numpy as np
import pytest

from niangjia.rights.caselaw.elements.labels import labels
from niangjia.rights.caselaw.elements.model import load
from niangjia.rights.caselaw.elements.training import fit, folds_of
from niangjia.rights.caselaw.evaluation.elements import evaluate_elements, train_elements
from niangjia.rights.caselaw.evaluation.labelled_sentences import labelled_papers
from niangjia.rights.caselaw.evaluation.material import MaterialMissing

SENTENCES = [
    ("被告拖欠原告工资{n}元。", ["LB4"]),
    ("被告解除了与原告的劳动关系。", ["LB1"]),
    ("请求判令被告支付经济补偿金{n}元。", ["LB3"]),
    ("驳回原告要求支付经济补偿金的请求。", []),
    ("被告拖欠原告工资{n}元，后又解除了与原告的劳动关系。", ["LB4", "LB1"]),
    ("案件受理费{n}元，由原告负担。", []),
    ("被告提交考勤表一份。", []),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Fourteen papers in which what is stated can be learned."""
    file = tmp_path / "papers.jsonl"
    lines = [
        {
            "doc_id": f"made-up-{paper}",
            "sentences": [
                {"sentence": text.format(n=paper * 100 + 50), "labels": told}
                for text, told in SENTENCES
            ],
        }
        for paper in range(14)
    ]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    return file


def test_the_same_papers_give_the_same_bytes(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn, the extra `train`")
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    train_elements(data, first)
    told = train_elements(data, second)
    assert first.read_bytes() == second.read_bytes()
    assert told["papers"] == 14


def test_what_can_be_learned_is_learned(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn, the extra `train`")
    train_elements(data, tmp_path / "model.npz")
    model = load(tmp_path / "model.npz")
    for paper in labelled_papers(data):
        assert np.array_equal(model.tells(paper.taught.features), paper.taught.truth)


def test_every_way_is_measured_in_the_same_table(data: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs scikit-learn, the extra `train`")
    result = evaluate_elements(data, seeds=1)
    assert result["overall"]["model"]["micro_f1"] == 1
    assert result["overall"]["nothing"]["micro_f1"] == 0
    assert result["overall"]["model"]["cail_score"] == 1
    assert 0 < result["overall"]["nothing"]["cail_score"] < 0.5
    assert set(result["elements"]) == {label.code for label in labels()}
    assert result["elements"]["dismissed"]["f1"].keys() == result["overall"].keys()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "至少要 12 篇"),
        ('{"doc_id": "a", "sentences": []}', "第 1 行没有句子"),
        ("{", "第 1 行"),
        ('{"doc_id": "a", "sentences": [{"sentence": "甲", "labels": ["LB99"]}]}', "LB99"),
        ('{"doc_id": "a"}', "第 1 行"),
    ],
)
def test_wrong_material_is_refused_with_its_line(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "wrong.jsonl"
    file.write_text(content)
    with pytest.raises(MaterialMissing, match=said):
        labelled_papers(file)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MaterialMissing, match=r"cail2019_labor_elements\.jsonl"):
        labelled_papers(tmp_path)


@pytest.mark.slow
def test_elements_are_told_on_the_papers_at_hand() -> None:
    """A little below what is measured (docs/quality-elements.md), one draw of its folds."""
    pytest.importorskip("sklearn", reason="training needs scikit-learn, the extra `train`")
    data = os.environ.get("NIANGJIA_EVAL_DATA")
    if not data:
        pytest.skip("no papers at hand: NIANGJIA_EVAL_DATA is not set")
    papers = labelled_papers(Path(data))
    right = told = true = 0
    for fold in folds_of(len(papers), seed=1, parts=5):
        held = [papers[place].taught for place in fold]
        model = fit([papers[at].taught for at in range(len(papers)) if at not in set(fold)])
        for paper in held:
            found = model.tells(paper.features)
            right += int((found & paper.truth).sum())
            told, true = told + int(found.sum()), true + int(paper.truth.sum())
    assert 2 * right / (told + true) >= 0.74
