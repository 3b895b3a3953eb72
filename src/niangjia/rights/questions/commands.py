"""Learning and measuring at the command line: what the commands do, without their options."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from niangjia.kernel.errors import Invalid
from niangjia.kernel.issues import Issue
from niangjia.rights.questions.evaluation.issues import evaluate as _evaluate
from niangjia.rights.questions.evaluation.issues import examine
from niangjia.rights.questions.evaluation.material import MaterialError
from niangjia.rights.questions.labelling import LabelError
from niangjia.rights.questions.model.lessons import learn_all
from niangjia.rights.questions.model.weights import SHIPPED, packed

Wording = Sequence[tuple[str, Issue]]


def learn(*, data: Path, wording: Wording, out: Path | None) -> dict[str, Any]:
    """Learn from the questions in `data` and from what the project wrote, and write the weights.

    The same material gives the same bytes. `out`: the file, that of the package unless told
    otherwise. Raises `Invalid` where the material cannot be used.
    """
    try:
        exam = examine(data, wording)
    except (MaterialError, LabelError) as error:
        raise Invalid(f"资料不能用：{error}") from error
    written = packed(learn_all(exam.known, exam.invented))
    file = out or SHIPPED
    file.write_bytes(written)
    return {
        "questions": len(exam.asked),
        "labelled": sum(bool(one.issues) for one in exam.asked),
        "made_up": len(exam.invented),
        "file": str(file),
        "bytes": len(written),
    }


def evaluate(
    *,
    data: Path,
    wording: Wording,
    by_words: Callable[[str], Issue | None],
    rounds: int,
    say: Callable[[str], None],
) -> dict[str, Any]:
    """Return the figures by cross-validation. Raises `Invalid` for unusable material."""
    try:
        return _evaluate(data, wording=wording, by_words=by_words, rounds=rounds, say=say)
    except (MaterialError, LabelError) as error:
        raise Invalid(f"资料不能用：{error}") from error


def table(figures: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the figures as people read them."""
    yield f"交叉验证：{figures['rounds']} 轮，每轮 {figures['folds']} 份"
    yield "是否劳动争议"
    for name, row in figures["labour"].items():
        yield (
            f"  {name:32} {row['questions']:5} 条  准确率 {row['accuracy']:.3f} {_span(row)}  "
            f"查准 {row['precision']:.3f}  查全 {row['recall']:.3f}  全答否 {row['always_no']:.3f}"
        )
    yield "十四类争议"
    for name, row in figures["issues"]["table"].items():
        yield (
            f"  {name:32} {row['questions']:5} 条  准确率 {row['accuracy']:.3f} {_span(row)}  "
            f"主要标签 {row['main_label']:.3f}  各类平均 {row['macro']:.3f}"
        )
    yield f"  把握的偏差 {figures['issues']['calibration_error']:.3f}"
    field = figures["field"]
    yield (
        f"其他领域 {field['questions']} 条  准确率 {field['accuracy']:.3f} {_span(field)}  "
        f"说出领域的 {field['named_share']:.3f}，其中说对的 {field['precision_where_named']:.3f}"
    )


def _span(row: Mapping[str, Any]) -> str:
    low, high = row["interval"]
    return f"[{low:.3f}, {high:.3f}]"
