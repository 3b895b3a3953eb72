"""Who works at the command line."""

import getpass

from niangjia.kernel.viewer import Viewer


def operator() -> Viewer:
    """Return the operator, named after the operating system's user for the ledger."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        name = "unnamed"
    return Viewer(operator=name)
