"""The labels say what people read, and only that: ids and codes."""

import re
from pathlib import Path

import pytest

from niangjia.rights.questions.labelling import FOLDER, LabelError, labels, read_labels


def test_there_are_labels_enough_and_each_question_has_one() -> None:
    keys = [(label.file, label.id) for label in labels()]
    assert sum(bool(label.issues) for label in labels()) >= 400
    assert len(set(keys)) == len(keys)


def test_labels_hold_no_text() -> None:
    for path in FOLDER.glob("*.txt"):
        assert not re.search(r"[^\x00-\x7f]", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line", ["7", "7 wages", "7 leave+leave", "7 leave+women+other", "7 leave perhaps"]
)
def test_a_line_that_says_something_else_is_refused_with_its_place(
    tmp_path: Path, line: str
) -> None:
    path = tmp_path / "some.txt"
    path.write_text(f"# some.jsonl\n{line}\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"some.txt:2"):
        read_labels(path)


def test_a_file_without_its_collection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("7 leave\n", encoding="utf-8")
    with pytest.raises(LabelError, match="first line"):
        read_labels(path)
