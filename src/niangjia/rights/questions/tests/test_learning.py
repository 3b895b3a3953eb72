"""The model learns, is kept without texts, and comes back as it was."""

from pathlib import Path

import numpy as np
import pytest

from niangjia.kernel.issues import Issue
from niangjia.rights.questions.evaluation.figures import calibration_error, interval
from niangjia.rights.questions.evaluation.folds import folds, groups
from niangjia.rights.questions.model.descent import descend, table_of
from niangjia.rights.questions.model.features import FINE, features
from niangjia.rights.questions.model.lessons import Known, learn_all, made_up
from niangjia.rights.questions.model.weights import (
    SHIPPED,
    ModelError,
    QuestionModel,
    load,
    model,
    packed,
)
from niangjia.rights.questions.rules.borders import EACH, borders, spelled_out
from niangjia.rights.questions.rules.fields import Field, field_of_article, where_to_go

WAGES = ["老板拖欠工资", "工资一直不发", "欠我三个月工钱", "老板不给工资怎么办"]
INJURY = ["上班受伤了", "手被机器压断", "工伤鉴定几级", "在工地摔伤骨折"]
DIVORCE = ["我想离婚", "孩子抚养权归谁", "彩礼要退吗", "老公不同意离婚"]
LOANS = ["朋友借钱不还", "没有借条", "贷款逾期了", "欠条怎么写"]

ON_THE_WAY = {
    "我在厂里做会计，丈夫在外面有人了，想离婚，房子怎么分",
    "以前单位的同事找我借钱，三年了还不还",
    "骑电动车出了交通事故，肇事司机不肯赔误工费和医疗费",
}
UNSPOKEN = {
    "给老板盖房子从架子上掉下来，腿断了，他说不管",
    "在烧烤店干了一个多月，走的时候一分钱没给我",
    "厂子要搬到外省去，不想跟着去，能拿到补偿吗",
}


def small_model() -> QuestionModel:
    asked = [
        *(Known(features(t), labour=True, issues=(Issue.UNPAID_WAGES,)) for t in WAGES),
        *(Known(features(t), labour=True, issues=(Issue.WORK_INJURY,)) for t in INJURY),
        *(Known(features(t), labour=False, field=Field.MARRIAGE) for t in DIVORCE),
        *(Known(features(t), labour=False, field=Field.LENDING) for t in LOANS),
    ]
    return learn_all(asked, [made_up("工资被拖欠", Issue.UNPAID_WAGES)])


def test_what_was_taught_is_told_of_questions_never_seen() -> None:
    learned = small_model()
    seen = features("工资拖着不发，老板跑了")
    assert learned.labour_confidence(seen) > learned.labour_confidence(features("要不要离婚"))
    sure = learned.issue_confidences(seen)
    assert tuple(Issue)[int(np.argmax(sure))] == Issue.UNPAID_WAGES
    fields = learned.field_confidences(features("离婚后孩子怎么办"))
    assert tuple(Field)[int(np.argmax(fields))] == Field.MARRIAGE


def test_the_same_lessons_give_the_same_bytes_and_come_back(tmp_path: Path) -> None:
    first, second = packed(small_model()), packed(small_model())
    assert first == second
    file = tmp_path / "weights.npz"
    file.write_bytes(first)
    kept, question = load(file), features("拖欠工资")
    told = small_model().issue_confidences(question)
    assert kept.issue_confidences(question) == pytest.approx(told, abs=0.01)


@pytest.mark.parametrize("spoil", [b"", b"no weights", None])
def test_a_broken_file_says_so(tmp_path: Path, spoil: bytes | None) -> None:
    file = tmp_path / "weights.npz"
    file.write_bytes(SHIPPED.read_bytes()[:5000] if spoil is None else spoil)
    with pytest.raises(ModelError, match=r"weights\.npz"):
        load(file)


def test_weights_learned_with_other_cues_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "weights.npz"
    file.write_bytes(SHIPPED.read_bytes())
    monkeypatch.setattr("niangjia.rights.questions.model.weights._made_for", lambda: "00" * 32)
    with pytest.raises(ModelError, match="train again"):
        load(file)


def test_what_is_shipped_is_small_and_holds_numbers_alone() -> None:
    assert SHIPPED.stat().st_size <= 5_000_000
    with np.load(SHIPPED, allow_pickle=False) as kept:
        assert {kept[name].dtype.kind for name in kept.files} <= {"f", "u"}
    assert model() is model()


def test_questions_alike_share_a_fold() -> None:
    texts = ["公司拖欠我三个月工资怎么办", "公司拖欠我三个月工资怎么办？急", "我想离婚", "手压断了"]
    together = groups(texts)
    assert together[0] == together[1]
    assert len(set(together)) == 3
    dealt = folds(together, ["a"] * 4, 3, seed=0)
    assert dealt[0] == dealt[1]
    assert set(dealt) == {0, 1, 2}


def test_confidence_that_is_right_as_often_as_it_says_has_no_error() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == 0
    assert calibration_error([(0.95, False)] * 4) == 0.95


def test_least_squares_are_found() -> None:
    """The answer of the descent is that of the normal equations."""
    questions = [features(text) for text in (*WAGES, *DIVORCE)]
    table = table_of(questions, np.ones(FINE, dtype=np.float32)).scaled(FINE, 0.5)
    targets, worths = np.array([1.0] * 4 + [0.0] * 4), np.linspace(0.5, 2, 8)
    found = descend(table, targets, worths, penalty=0.7)
    dense = np.zeros(table.shape)
    dense[table.rows, table.columns] = table.values
    alike = dense @ dense.T + np.diag(0.7 / worths)
    right = dense.T @ np.linalg.solve(alike, targets)
    assert np.abs(found - right).max() < 1e-4


def test_patterns_close_to_the_border_take_turns_and_count_the_same() -> None:
    assert spelled_out("{a|b}c{d|}") == ["acd", "ac", "bcd", "bc"]
    known = borders()
    assert {one.labour for one in known} == {True, False}
    assert len({one.text for one in known}) == len(known)
    assert not any(mark in one.text for one in known for mark in "{}|")
    patterns = sum(one.weight for one in known) / EACH
    assert patterns == pytest.approx(round(patterns))


def test_a_former_job_told_on_the_way_is_no_labour_matter() -> None:
    """Words of work alone do not make a labour matter, and their absence does not unmake one."""
    told = {text: model().labour_confidence(features(text)) for text in ON_THE_WAY | UNSPOKEN}
    assert all(told[text] < 0.5 for text in ON_THE_WAY)
    assert all(told[text] >= 0.5 for text in UNSPOKEN)


def test_an_interval_holds_the_mean() -> None:
    low, high = interval([1.0, 1.0, 0.0, 1.0] * 20, list(range(80)))
    assert low < 0.75 < high
    assert interval([1.0] * 5, [0, 1, 2, 3, 4]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("中华人民共和国民法典第一千零七十九条", Field.MARRIAGE),
        ("中华人民共和国民法典第六百七十五条", Field.LENDING),
        ("中华人民共和国刑法第二百四十四条", Field.CRIMINAL),
        ("某条例", None),
    ],
)
def test_an_article_tells_the_field(name: str, field: Field | None) -> None:
    assert field_of_article(name) == field


def test_everybody_is_told_of_the_free_line() -> None:
    assert all("12348" in where_to_go(field)[-1] for field in Field)
