"""Word lists of the masking rules, kept as data."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """Return the list of that name from lists.toml."""
    text = files(__package__).joinpath("lists.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name].split())
