"""Ceilings that keep a room pleasant to live in."""

import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.house import ROOT, imports_of, python_files

LONGEST = 400
EXCEPTIONS: dict[str, int] = {}
"""Files allowed to be longer, with their ceiling. This list only ever shrinks."""

VAGUE = {"utils", "helpers", "common", "manager", "misc", "util", "helper"}


@pytest.mark.parametrize("file", python_files(tests=True), ids=lambda f: str(f.relative_to(ROOT)))
def test_no_file_is_too_long(file: Path) -> None:
    ceiling = EXCEPTIONS.get(str(file.relative_to(ROOT)), LONGEST)
    assert len(file.read_text(encoding="utf-8").splitlines()) <= ceiling


def test_names_say_what_is_inside() -> None:
    assert not [str(f) for f in python_files(tests=True) if f.stem in VAGUE]


def test_every_dependency_earns_its_place_in_writing() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = {
        _plain(requirement)
        for group in [project["dependencies"], *project["optional-dependencies"].values()]
        for requirement in group
    }
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    told = {_plain(name) for name in re.findall(r"^\| `([^`]+)`", text, flags=re.MULTILINE)}
    assert wanted - told == set(), "not in docs/dependencies.md"


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {_plain(requirement) for requirement in project["dependencies"]}
    declared_for_training = {_plain(one) for one in project["optional-dependencies"]["train"]}
    ships = packages_distributions()
    broken = [
        str(imported)
        for file in python_files()
        for imported in imports_of(file)
        if (top := imported.module.split(".")[0]) not in {"niangjia", *sys.stdlib_module_names}
        and not (declared | (declared_for_training if "training" in file.parts else set()))
        & {_plain(name) for name in ships.get(top, [])}
    ]
    assert not broken, "\n".join(broken)


USED_BY_NAME = {
    "argon2-cffi": "Django's password hasher",
    "django-axes": "an app in the settings",
    "psycopg": "Django's PostgreSQL backend",
    "whitenoise": "a middleware in the settings",
}
"""Dependencies that nothing imports, with what uses them."""


def test_what_is_declared_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    ships = packages_distributions()
    used = {
        _plain(name)
        for file in python_files()
        for imported in imports_of(file)
        for name in ships.get(imported.module.split(".")[0], [])
    }
    declared = {_plain(requirement) for requirement in project["dependencies"]}
    assert declared - used - USED_BY_NAME.keys() == set()


def _plain(requirement: str) -> str:
    return re.split(r"[\[<>=~ ]", requirement)[0].lower().replace("_", "-")


def test_pinned_versions_cover_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text().splitlines()
        if "==" in line
    }
    wanted = {
        _plain(requirement)
        for group in [project["dependencies"], *project["optional-dependencies"].values()]
        for requirement in group
    }
    assert wanted - pinned == set()
