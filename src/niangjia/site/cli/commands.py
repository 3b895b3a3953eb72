"""Every command of `niangjia`, and where it stands."""

import typer

from niangjia.site.cli import (
    asking,
    books,
    calculators,
    casework,
    centre,
    hotline,
    laws,
    learning,
    library,
    measuring,
    registers,
    running,
    working,
)


def add_to(app: typer.Typer) -> None:
    """Hang the commands of all rooms on the command line."""
    for command in (
        running.setup,
        running.serve,
        working.work,
        library.import_cases,
        laws.import_laws,
        library.make_cases,
        library.search,
        asking.ask,
        library.mask,
        library.find_duplicates,
        library.verify,
        library.rebuild_index,
        registers.import_organisations,
        registers.import_employers,
        registers.create_administrator,
        running.outbox,
        casework.enter_holidays,
    ):
        app.command()(command)
    app.add_typer(books.ledger, name="ledger")
    app.add_typer(casework.procedures, name="procedures")
    app.add_typer(hotline.hotline, name="hotline")
    app.add_typer(centre.packet, name="packet")
    app.add_typer(calculators.calc, name="calc")
    app.add_typer(measuring.bench, name="bench")
    app.add_typer(measuring.evaluate, name="eval")
    app.add_typer(learning.train, name="train")
