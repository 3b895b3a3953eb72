"""ARCHITECTURE.md draws the tree; the tree is what is really there."""

import re

from tests.architecture.house import ROOT, SOURCE

LINE = re.compile(r"^(?P<indent>[│ ]*)[├└]─ (?P<name>[\w.\-]+)/?\s")


def drawn() -> set[str]:
    """Every path the drawing names, relative to src/niangjia."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawing = text.split("```", 2)[1]
    paths: set[str] = set()
    stack: list[str] = []
    for line in drawing.splitlines():
        if not (match := LINE.match(f"{line} ")):
            continue
        depth = len(match["indent"]) // 3
        stack[depth:] = [match["name"]]
        paths.add("/".join(stack))
    return paths


def built() -> set[str]:
    """Every package of the house down to the insides of rooms, tests and migrations left out."""
    packages = {file.parent.relative_to(SOURCE) for file in SOURCE.rglob("__init__.py")}
    return {
        package.as_posix()
        for package in packages
        if package.parts and not {"tests", "migrations"} & set(package.parts)
    }


def test_the_drawing_shows_every_package_and_no_other() -> None:
    shown = {path for path in drawn() if "." not in path.rsplit("/", 1)[-1]}
    assert shown - {p.relative_to(SOURCE).as_posix() for p in SOURCE.rglob("*")} == set()
    assert built() - shown == set()


def test_every_file_the_drawing_names_is_there() -> None:
    files = {path for path in drawn() if path.endswith(".py")}
    assert {path for path in files if not (SOURCE / path).exists()} == set()
