"""`python -m niangjia.casework.bench MATTERS`: measure in the house that the environment names."""

import json
import sys

import django
from django.core.management import call_command


def main() -> None:
    """Make the tables, measure, print one JSON object."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    from niangjia.casework.bench.measuring import measure  # noqa: PLC0415 - after django.setup()

    def say(words: str) -> None:
        sys.stderr.write(words + "\n")

    sys.stdout.write(json.dumps(measure(int(sys.argv[1]), say)) + "\n")


if __name__ == "__main__":
    main()
