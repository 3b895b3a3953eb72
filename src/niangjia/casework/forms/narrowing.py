"""What a list of matters is narrowed to, as an address and as a form say it."""

from typing import cast
from urllib.parse import urlencode

from django import forms

from niangjia.casework.declaring.book import newest
from niangjia.casework.listing import ORDERS, Narrowed
from niangjia.casework.views import VIEWS, View
from niangjia.kernel.issues import Issue

SECRET = ("number",)
"""What is never kept in a saved view."""


class Narrowing(forms.Form):
    """What a list is narrowed to. Whatever is no choice is left aside.

    `stands` is a procedure, or a procedure and a state: "hotline", "hotline.working".
    """

    view = forms.ChoiceField(required=False, choices=[(one, one) for one in VIEWS])
    stands = forms.ChoiceField(required=False)
    issue = forms.ChoiceField(required=False, choices=[(one.value, one.label) for one in Issue])
    office = forms.RegexField(r"^[0-9a-z]{12}$", required=False)
    number = forms.CharField(required=False, max_length=60)
    order = forms.ChoiceField(required=False, choices=[(one, one) for one in ORDERS])
    free = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # handed on as they came
        choices = [(one.key, one.name) for one in newest()]
        choices += [
            (f"{one.key}.{state.key}", state.name) for one in newest() for state in one.all_states
        ]
        cast(forms.ChoiceField, self.fields["stands"]).choices = choices

    def chosen(self) -> dict[str, str]:
        """Return the filters that hold, by name, without the page."""
        self.is_valid()
        good = {name: str(value) for name, value in self.cleaned_data.items() if value}
        good.pop("page", None)
        if "free" in good:
            good["free"] = "on"
        return good

    def page_number(self) -> int:
        """Return the page asked for, the first where none is."""
        self.is_valid()
        return self.cleaned_data.get("page") or 1


def narrowed_by(chosen: dict[str, str]) -> Narrowed:
    """Return the filters of a list besides its view and procedure."""
    return Narrowed(
        state=chosen.get("stands", "").partition(".")[2],
        issue=chosen.get("issue", ""),
        office=chosen.get("office", ""),
        number=chosen.get("number", ""),
        order=chosen.get("order", "urgent"),
    )


def procedure_in(chosen: dict[str, str]) -> str:
    """Return the procedure that a list is narrowed to, "" for all."""
    return chosen.get("stands", "").partition(".")[0]


def view_in(chosen: dict[str, str]) -> View | None:
    """Return the view that is asked for, None where none is."""
    found = chosen.get("view", "")
    if not found and chosen.get("number"):
        return "all"
    return cast(View, found) if found in VIEWS else None


def as_address(chosen: dict[str, str], **further: str) -> str:
    """Return the filters as the end of an address."""
    return "?" + urlencode({name: value for name, value in (chosen | further).items() if value})
