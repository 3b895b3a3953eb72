"""What is missed may be read of the sets used in development only, and is told with its place."""

import pytest

from niangjia.rights.caselaw.evaluation import masking_misses
from niangjia.rights.caselaw.evaluation.masking_misses import missed, too_far
from niangjia.rights.caselaw.evaluation.masking_papers import Label, LabelledPaper


def test_a_set_that_nothing_may_be_learnt_from_is_refused() -> None:
    with pytest.raises(ValueError, match="kept_apart"):
        list(missed("kept_apart", documents=1, seed=1))


def test_a_miss_is_told_with_what_stands_around(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "原告：张建国，男。甲乙丙丁戊己庚辛今天天气很好。"
    start = text.index("今天")
    labels = (Label(3, 6, "person"), Label(start, start + 2, "person"))
    monkeypatch.setattr(masking_misses, "papers", lambda **_: iter([LabelledPaper(text, labels)]))
    (miss,) = missed("fresh", documents=1, seed=1)
    assert (miss.said, miss.left, miss.after) == ("今天", "今天", "天气很好。")
    assert miss.before.endswith("庚辛")
    assert miss.told().startswith("person\t")


def test_what_goes_too_far_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = LabelledPaper("原告：张建国，男。", ())
    monkeypatch.setattr(masking_misses, "papers", lambda **_: iter([paper]))
    assert [one.said for one in too_far("fresh", documents=1, seed=1)] == ["张建国"]
