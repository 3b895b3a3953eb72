"""What an officer does to a matter, as a form: who it is offered to, what it asks, what it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from django import forms
from django.utils.functional import Promise

from niangjia.casework.declaring.own import ANSWERED, CLOSED, GROUPED, JOINED
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.forms.blaming import Blaming
from niangjia.casework.shown import MatterPage
from niangjia.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Bench:
    """A matter on the bench: who works on it, what is known of it, by which procedure."""

    viewer: Viewer
    page: MatterPage
    declared: Procedure

    @property
    def code(self) -> str:
        """The matter's code."""
        return self.page.row.code

    @property
    def state(self) -> str:
        """The state it stands in."""
        return self.page.row.state

    @property
    def is_open(self) -> bool:
        """Whether it has not ended and goes on here, not within another."""
        return self.state not in {CLOSED, JOINED}

    @property
    def goes_on(self) -> bool:
        """Whether it is worked by itself: it has not ended, and is in no group's matter."""
        return self.state not in {CLOSED, JOINED, GROUPED}

    @property
    def is_free(self) -> bool:
        """Whether nobody else has it in hand, or the viewer may step in as a supervisor."""
        row = self.page.row
        return not row.assigned_to or row.is_mine or self.page.may.supervise

    @property
    def leads(self) -> bool:
        """Whether the viewer may now decide on it for the responsible office."""
        return self.page.may.lead and self.goes_on and self.is_free

    @property
    def is_answered(self) -> bool:
        """Whether an answer waits for the asker."""
        return self.state == ANSWERED


class VerbForm(Blaming):
    """One verb; `key` stands in the address. The class itself is what a page lists verbs by."""

    key: ClassVar[str]
    name: ClassVar[Promise | str]
    button: ClassVar[Promise | str]
    hint: ClassVar[Promise | str] = ""
    is_grave: ClassVar[bool] = False
    has_files: ClassVar[bool] = False
    do_not_call_in_templates = True

    def __init__(self, *args: Any, bench: Bench, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.key}-%s")
        super().__init__(*args, **kwargs)
        self.bench = bench
        self._prepare()

    @classmethod
    def offered(cls, bench: Bench) -> bool:
        """Whether it makes sense now. The action decides; this keeps the page calm."""
        return cls._offered(bench)

    def do(self) -> str:
        """Do it and return what to say. Raises as the action does."""
        return self._do()

    def _prepare(self) -> None:
        """Fill in what may be chosen."""

    @classmethod
    def _offered(cls, _bench: Bench) -> bool:
        return True

    def _do(self) -> str:
        raise NotImplementedError  # each has its own; a Django form cannot be an ABC

    def offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        """Say what may be chosen in a field."""
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def typed(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(self.cleaned_data.get(name) or "")
