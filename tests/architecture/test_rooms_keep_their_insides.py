"""From outside a room only its doors are used; rooms do not reach into one another."""

import ast
import re

import pytest

from tests.architecture.house import (
    ROOT,
    SOURCE,
    imports_of,
    module_of,
    python_files,
    room_of,
    rooms,
    tree_of,
)

DOORS = frozenset(
    {"actions", "queries", "findings", "staff", "indexing", "pages", "api", "urls", "commands"}
    | {"jobs", "middleware", "sample", "demonstration", "procedure", "panels", "telling"}
)
"""What a room may show: its writes, its reads and the values they return, its entry points."""

FURTHER_DOORS = {
    "niangjia.casework": {"declaring", "models", "rules", "telling"},
    "niangjia.foundation.notices": {"declaring"},
}
"""What else a room shows: what is declared to it, and matters that services point to."""

OPEN_ROOMS = {
    "niangjia.foundation.search": "a port: its modules are the interface",
    "niangjia.foundation.sealing": "two functions on texts, without tables of their own",
    "niangjia.foundation.languagemodel": "a port: its modules are the interface",
    "niangjia.foundation.ledger": "couriers and listeners are run and bound by the site",
    "niangjia.foundation.organisations": "other rooms' models point to Organisation",
    "niangjia.foundation.people": "other rooms' models may point to Account",
}
"""Rooms of the foundation, on which others stand, with the reason why more of them shows."""


def test_only_the_doors_of_a_room_are_used_from_outside() -> None:
    broken = []
    for file in python_files():
        here = room_of(module_of(file))
        for imported in imports_of(file):
            room = room_of(imported.module)
            if not room or room == here or room in OPEN_ROOMS:
                continue
            inside = imported.module.removeprefix(room).strip(".").split(".")[0]
            doors = DOORS | FURTHER_DOORS.get(room, set())
            if inside and inside not in doors and not _is_workshop(imported.module):
                broken.append(str(imported))
    assert not broken, "\n".join(broken)


def _is_workshop(module: str) -> bool:
    """Benchmarks, evaluations, training and the generator are tools run from the command line."""
    workshops = {"bench", "evaluation", "generator", "training"}
    return not workshops.isdisjoint(module.split("."))


def test_rooms_of_a_wing_do_not_import_one_another() -> None:
    broken = [
        str(imported)
        for file in python_files()
        for imported in imports_of(file)
        if (here := room_of(module_of(file))).startswith("niangjia.rights")
        and (there := room_of(imported.module)).startswith("niangjia.rights")
        and here != there
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_lives_in_it(room: str) -> None:
    folder = SOURCE.joinpath(*room.split(".")[1:])
    assert len(ast.get_docstring(tree_of(folder / "__init__.py")) or "") > 60


def test_models_point_to_other_rooms_only_downwards_and_by_class() -> None:
    """A foreign key written as "app.Model" would hide an import from the contracts."""
    broken = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in python_files()
        if file.name == "models.py"
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"ForeignKey", "OneToOneField", "ManyToManyField"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and "." in str(node.args[0].value)
    ]
    assert not broken, broken


def test_nobody_listens_to_signals() -> None:
    pattern = re.compile(r"@receiver|\b(pre|post)_(save|delete|init|migrate)\.connect")
    broken = [str(f.relative_to(ROOT)) for f in python_files() if pattern.search(f.read_text())]
    assert not broken, broken


def test_templates_include_only_their_own_rooms_and_the_sites() -> None:
    pattern = re.compile(r"{%\s*(?:include|extends)\s+[\"']([^\"']+)")
    broken = []
    for template in SOURCE.rglob("templates/**/*.html"):
        own = template.relative_to(next(p for p in template.parents if p.name == "templates"))
        for name in pattern.findall(template.read_text(encoding="utf-8")):
            shared = "/" not in name or name.startswith(("components/", "base", "site/"))
            if not shared and name.split("/")[0] != own.parts[0]:
                broken.append(f"{template.relative_to(ROOT)} uses {name}")
    assert not broken, "\n".join(broken)
