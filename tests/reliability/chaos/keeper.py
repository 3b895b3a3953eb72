"""Opens the house once, and forks whoever is to be killed, so that beginning again is quick.

Each line on standard input is `ROLE FILE`: the role begins in a process of its own, whose output is
added to the file; its number is printed. A forked process has no connection and no thread yet.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping

from tests.reliability.chaos.house import open_house

open_house()

from tests.reliability.chaos.hands import Hands  # noqa: E402 - after django.setup()

from niangjia.site.cli import running, working  # noqa: E402 - after django.setup()

ROLES: Mapping[str, Callable[[], None]] = {
    "serve": lambda: running.serve(host="127.0.0.1", port=int(sys.argv[1]), workers=1),
    "work": working.work,
    "hands": lambda: Hands().work(),
    "other-hands": lambda: Hands().work(),
}
"""Who is killed: the server with all it does in the background, a worker, and people at work."""


def main() -> None:
    """Fork whoever is asked for, until nobody asks any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead are nobody's to bury
    for line in sys.stdin:
        role, file = line.split()
        number = os.fork()
        if number == 0:
            begin(ROLES[role], file)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def begin(role: Callable[[], None], file: str) -> None:
    """Become this role for good."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    said = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(said, stream)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    try:
        role()
    finally:
        os._exit(1)


if __name__ == "__main__":
    main()
