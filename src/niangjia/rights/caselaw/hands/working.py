"""What a process of the crew does from its beginning to its end."""

import signal
from collections.abc import Callable
from multiprocessing.connection import Connection

from niangjia.rights.caselaw.hands.chunks import Outcome, Task
from niangjia.rights.caselaw.hands.edition import edition
from niangjia.rights.caselaw.hands.reading import read_one, warm

READY, AT, READ = "ready", "at", "read"


def work(pipe: Connection, read: Callable[[Task], Outcome]) -> None:
    """Read what comes through the pipe until it ends; say before each paper which one it is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts speaks to the importer
    try:
        if read is read_one:
            warm()  # or whoever is killed while loading would seem to die over the first paper
        pipe.send((READY, edition()))
        while True:
            for at, task in enumerate(pipe.recv()):
                pipe.send((AT, at))
                pipe.send((READ, read(task)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
