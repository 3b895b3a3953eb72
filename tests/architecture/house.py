"""The house as these tests see it: its files, its rooms, and what imports what."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "niangjia"
WINGS = ("foundation", "rights")
CASEWORK = "niangjia.casework"
"""The engine is a wing with one room."""


@dataclass(frozen=True)
class Import:
    """One imported module, and where."""

    file: Path
    line: int
    module: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line} imports {self.module}"


def python_files(*, tests: bool = False) -> list[Path]:
    """Every Python file of the house, migrations left out, tests only where asked for."""
    return [
        file
        for file in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in file.parts and (tests or "tests" not in file.parts)
    ]


def rooms() -> list[str]:
    """Every room, as a dotted name."""
    return [
        *(
            f"niangjia.{wing}.{folder.name}"
            for wing in WINGS
            for folder in sorted((SOURCE / wing).iterdir())
            if (folder / "__init__.py").exists()
        ),
        CASEWORK,
    ]


def room_of(module: str) -> str:
    """The room a dotted name lies in, or "" outside any."""
    return next((room for room in rooms() if f"{module}.".startswith(f"{room}.")), "")


def module_of(file: Path) -> str:
    """The dotted name of a file."""
    return ".".join(file.relative_to(SOURCE.parent).with_suffix("").parts)


def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def imports_of(file: Path) -> Iterator[Import]:
    """Every module a file imports, at any depth, names included ("a.b" and "a.b.c")."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(file, node.lineno, name.name)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for name in node.names:
                yield Import(file, node.lineno, f"{node.module}.{name.name}")
