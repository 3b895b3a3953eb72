"""The hotline at the command line: old records go in, tokens are made and revoked, figures told."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from niangjia.rights.hotline.centres import centre_of
from niangjia.site.cli.hotline import hotline

pytestmark = pytest.mark.django_db
HEAD = ["原编号", "收到日期", "办结日期", "类别", "诉求内容", "办理结果"]
ENDED = ["示例-1", "2025-03-05", "2025-03-10", "咨询", "示例：问年假。", "示例：已经解答。"]
WRONG = ["示例-2", "2025-03-05", "", "上访", "示例：问年假。", ""]


def run(*words: str) -> Any:
    return CliRunner().invoke(hotline, list(words))


def told(result: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout.splitlines()[-1])
    return found


def written(file: Path, *rows: list[str]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows):
        sheet.append(row)
    book.save(file)
    return str(file)


def test_old_records_go_in_and_again_change_nothing(unions: Any, tmp_path: Path) -> None:
    file = written(tmp_path / "old.xlsx", ENDED, WRONG)
    first = run("import", file, "--union", unions.city.name, "--json")
    assert first.exit_code == 0
    assert told(first) == {
        "read": 2, "kept": 1, "opened": 0, "unchanged": 0,
        "rejected": [{"line": 3, "reason": "没有“上访”这一类。"}],
    }  # fmt: skip
    again = run("import", file, "--union", unions.city.name, "--json")
    assert (told(again)["kept"], told(again)["unchanged"]) == (0, 1)


def test_a_file_of_which_nothing_goes_in_ends_with_two(unions: Any, tmp_path: Path) -> None:
    file = written(tmp_path / "old.xlsx", WRONG)
    result = run("import", file, "--union", unions.city.name)
    assert result.exit_code == 2
    assert "第 2 行" in result.stdout


def test_a_token_is_made_listed_and_revoked(unions: Any) -> None:
    made = told(run("token", "make", "--name", "示例中心", "--union", unions.city.name, "--json"))
    assert centre_of(made["token"]) is not None
    (listed,) = told(run("token", "list", "--json"))["tokens"]
    assert made["token"] not in str(listed)
    assert run("token", "revoke", made["code"]).exit_code == 0
    assert centre_of(made["token"]) is None
    assert "已作废" in run("token", "list").stdout


@pytest.mark.usefixtures("unions")
def test_figures_are_told() -> None:
    found = told(run("figures", "--since", "2026-01-01", "--until", "2026-03-31", "--json"))
    assert (found["received"], found["confirmed"]) == (0, None)
    assert run("figures", "--since", "2026-03-31", "--until", "2026-01-01").exit_code != 0
