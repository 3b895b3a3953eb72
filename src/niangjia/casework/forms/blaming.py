"""A form on which an action puts what it found wrong."""

from typing import Any

from django import forms

from niangjia.kernel.errors import Invalid, NiangjiaError


class Blaming(forms.Form):
    """A form that shows the reason for which an action refused it, beside the field where it can.

    Its rules are the actions' rules; a browser that knows them too says the same before sending.
    """

    renames: tuple[tuple[str, str], ...] = ()
    """What an action calls a field, and how that field is named here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def blame(self, error: NiangjiaError) -> None:
        """Put the reason on the form."""
        named = error.fields if isinstance(error, Invalid) else {}
        renames = dict(self.renames)
        own = {
            place: words
            for field, words in named.items()
            if (place := renames.get(field, field)) in self.fields
        }
        for field, words in own.items():
            self.add_error(field, words)
        if not own or error.message not in own.values():
            self.add_error(None, error.message)


def area(rows: int = 3, **further: str) -> forms.Textarea:
    """Return a box to write in."""
    return forms.Textarea({"rows": rows, **further})


def day_box() -> forms.DateInput:
    """Return a box for a day, filled in as 2024-03-05 as the browser's own calendar does."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")
