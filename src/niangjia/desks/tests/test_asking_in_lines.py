"""Questions line by line: each gets its object, and a bad one stops none."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from niangjia.desks.answering.lines import answers
from niangjia.kernel.viewer import STRANGER
from niangjia.rights.caselaw import indexing
from niangjia.site.cli.asking import ask

pytestmark = pytest.mark.django_db
KEYS = {"issues", "facts", "statutes", "cases", "missing"}


def told(*lines: bytes) -> list[dict[str, Any]]:
    return [line.printed for line in answers(lines, viewer=STRANGER, on=date(2026, 11, 20))]


def command(*arguments: str, stdin: bytes = b"") -> tuple[int, list[Any], str]:
    app = typer.Typer()
    app.command()(ask)
    done = CliRunner().invoke(app, arguments, input=stdin)
    return done.exit_code, list(_objects(done.stdout.splitlines())), done.output


def _objects(lines: Iterable[str]) -> Iterable[Any]:
    for line in lines:
        if line.startswith("{"):
            yield json.loads(line)


@pytest.fixture(autouse=True)
def _set_up() -> None:
    indexing.ensure_index()


def test_each_line_gets_its_object_with_its_id() -> None:
    first, second = told(
        '\ufeff{"id": "a", "question": "加班费怎么算"}'.encode(), b'{"id": 7, "question": "x"}'
    )
    assert (first["id"], second["id"]) == ("a", 7)
    assert first.keys() >= KEYS
    assert first["issues"][0].keys() == {"code", "name", "confidence"}
    assert second["issues"] == []
    assert second["elsewhere"]


@pytest.mark.parametrize(
    "bad",
    [
        b"not json", b"\xff\xfe", b"[1]", b"{}", b'{"id": 1}', b'{"id": null, "question": "x"}',
        b'{"id": true, "question": "x"}', b'{"id": 1, "question": 5}',
        b'{"id": 1, "question": " "}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_bad_line_is_an_object_with_its_number_and_the_rest_goes_on(bad: bytes) -> None:
    good = '{"id": 2, "question": "老板欠薪"}'.encode()
    first, second = told(b"", bad, b"  \n", good)
    assert first["error"]
    assert first["line"] == 2
    assert second["id"] == 2
    assert "error" not in second


def test_a_wrong_question_keeps_its_id() -> None:
    assert told(b'{"id": "x", "question": ""}')[0]["id"] == "x"


def test_the_command_says_by_its_exit_code_how_it_went(tmp_path: Path) -> None:
    good, bad = '{"id": 1, "question": "欠薪"}\n'.encode(), b"nonsense\n"
    file = tmp_path / "questions.jsonl"
    file.write_bytes(good + bad)
    code, objects, _ = command("--batch", str(file))
    assert code == 1
    assert [("error" in one) for one in objects] == [False, True]
    assert command("--batch", "-", stdin=good)[0] == 0
    assert command("--batch", "-", stdin=b"\n")[0] == 2
    assert command("--batch", str(tmp_path / "none"))[0] == 2
    assert command()[0] == 2
    assert command("欠薪", "--batch", "-")[0] == 2
    assert command("欠薪", "--on", "soon")[0] == 2


def test_one_question_as_json_and_as_text() -> None:
    code, objects, _ = command("干了8个月没签合同", "--json", "--on", "2024-01-02")
    assert code == 0
    assert objects[0].keys() >= KEYS | {"took_ms", "sources", "sentences"}
    assert objects[0]["on"] == "2024-01-02"
    assert (objects[0]["statutes"], objects[0]["cases"]) == ([], [])
    code, _, said = command("干了8个月没签合同")
    assert code == 0
    assert "未签合同" in said
    assert "出处" in said
    assert "import-laws" in said, "that there is no law is said in plain words"
