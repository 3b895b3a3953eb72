"""The command `niangjia`: one thin function per command, each calling what a room offers.

`--json` prints one JSON object on standard output; progress, logs and errors go to standard
error. Exit codes: 0 done, 1 failed, 2 nothing to do or wrong use.
"""

import os
import sys

import django
import typer

from niangjia.kernel.errors import Invalid, NiangjiaError

app = typer.Typer(
    name="niangjia",
    help="娘家：工会维护职工权益、服务职工的平台。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def main() -> None:
    """Run the command line. Errors meant for people are printed without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "niangjia.site.settings")
    django.setup()
    from niangjia.site.cli import commands  # noqa: PLC0415 - rooms exist only from here on

    commands.add_to(app)
    try:
        app()
    except NiangjiaError as error:
        typer.echo(error.message, err=True)
        if isinstance(error, Invalid):
            for field, problem in error.fields.items():
                typer.echo(f"  {field}: {problem}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
