"""`niangjia procedures` and `niangjia enter-holidays`, as an operator calls them."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typer
from typer.testing import CliRunner

from niangjia.casework.declaring import book
from niangjia.casework.tests.desk import AID, DESK, received
from niangjia.foundation.holidays.models import EnteredYear
from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel import clock
from niangjia.kernel.calendar import published
from niangjia.kernel.errors import Missing
from niangjia.site.cli import commands

runner = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    commands.add_to(made)
    return made


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    before = book.bound()
    book.bind((DESK, AID))
    yield
    book.bind(before)


def test_listed_and_drawn(app: typer.Typer, tmp_path: Path) -> None:
    told = runner.invoke(app, ["procedures", "list", "--json"])
    assert [one["key"] for one in json.loads(told.stdout)["procedures"]] == ["aid", "desk"]
    assert "[等材料]" in runner.invoke(app, ["procedures", "draw", "desk"]).stdout
    runner.invoke(app, ["procedures", "draw", "--as", "svg", "--to", str(tmp_path)])
    assert {file.name for file in tmp_path.iterdir()} == {"aid.svg", "desk.svg"}
    ElementTree.parse(tmp_path / "desk.svg")  # noqa: S314 - our own
    assert isinstance(runner.invoke(app, ["procedures", "draw", "none"]).exception, Missing)
    assert runner.invoke(app, ["procedures", "draw", "desk", "--as", "png"]).exit_code == 2


def test_nothing_declared_is_nothing_to_do(app: typer.Typer) -> None:
    book.bind(())
    assert runner.invoke(app, ["procedures", "list"]).exit_code == 2
    assert runner.invoke(app, ["procedures", "draw"]).exit_code == 2


@pytest.mark.django_db
@pytest.mark.usefixtures("officer")
def test_a_changed_trail_is_found(app: typer.Typer) -> None:
    received()
    assert runner.invoke(app, ["procedures", "check"]).exit_code == 0
    AuditEntry.objects.filter(verb="casework.received").update(details={"entry": 1, "words": "x"})
    found = runner.invoke(app, ["procedures", "check", "--json"])
    assert found.exit_code == 1
    assert "第1条记录和操作记录对不上" in json.loads(found.stdout)["faults"][0]


@pytest.mark.django_db
def test_a_year_is_entered(app: typer.Typer) -> None:
    last = max(published().years)
    off = "1月1日至3日，5月1日至5月5日，10月1日至10月7日"
    arguments = ["enter-holidays", str(last + 1), "--off", off, "--source", "示例通知"]
    with clock.stopped_at(clock.now().replace(year=last, month=11, day=20)):
        assert runner.invoke(app, arguments).exit_code == 0
    assert EnteredYear.objects.get().entered_by.startswith("operator:")
