"""`niangjia packet verify`, as whoever got a packet calls it."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from niangjia.rights.centre.rules.packing import Head, Paper, index_of, name_in_packet, zipped
from niangjia.site.cli import commands

pytestmark = pytest.mark.django_db
runner = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    commands.add_to(made)
    return made


@pytest.fixture
def packet(tmp_path: Path) -> Path:
    """A packet that another house made."""
    head = Head("abc", "化解〔2026〕370202第00001号", "示例工会", "示例仲裁院", "2026-03-11")
    paper = Paper("工资条.txt", "示例".encode())
    inside = {name_in_packet(1, paper.name): paper.data}
    file = tmp_path / "packet.zip"
    file.write_bytes(zipped(index_of(head, [paper]), b"%PDF-form", inside))
    return file


def test_a_packet_left_alone_is_whole_and_says_its_mark(app: typer.Typer, packet: Path) -> None:
    told = runner.invoke(app, ["packet", "verify", str(packet)])
    assert told.exit_code == 0
    assert "没有改动：化解〔2026〕370202第00001号，1份材料。" in told.stdout
    assert "不是本系统做的" in told.stdout
    as_json = json.loads(runner.invoke(app, ["packet", "verify", str(packet), "--json"]).stdout)
    assert (as_json["faults"], as_json["known"]) == ([], False)


def test_what_was_changed_is_said_and_fails(app: typer.Typer, packet: Path) -> None:
    with zipfile.ZipFile(BytesIO(packet.read_bytes())) as archive:
        inside = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(packet, "w") as archive:
        for name, data in inside.items():
            archive.writestr(name, data + b"!" if name.endswith(".txt") else data)
    told = runner.invoke(app, ["packet", "verify", str(packet)])
    assert told.exit_code == 1
    assert "“材料/01 工资条.txt”的内容和移交时不一样。" in told.stdout


def test_a_file_that_is_no_packet_is_said(app: typer.Typer, tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    file.write_bytes(b"PK\x03\x04 nothing")
    told = runner.invoke(app, ["packet", "verify", str(file)])
    assert told.exit_code == 1
    assert "可能损坏" in told.stdout
