"""How commands speak: results on standard output, everything else on standard error."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

stderr = Console(stderr=True)


class Report(Protocol):
    """Told how far long work has come, and how far there is to go where that is known."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """Take note that `done` of `total` are done."""


def print_json(result: Mapping[str, Any]) -> None:
    """Print one JSON object on one line."""
    typer.echo(json.dumps(result, ensure_ascii=False, default=str))


@contextmanager
def progress(title: str, total: int | None = None) -> Iterator[Report]:
    """Show a progress bar on standard error for the length of a `with` block."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=stderr,
    ) as bar:
        task = bar.add_task(title, total=total)

        def report(done: int, total: int | None = None) -> None:
            bar.update(task, completed=done, total=total)  # a total of None leaves it as it was

        yield report
