"""A step of a procedure as a form: what the declaration says must be filled in."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext as _

from niangjia.casework import actions
from niangjia.casework.declaring.parts import Move, Need, NeedKind
from niangjia.casework.forms.blaming import area, day_box
from niangjia.casework.forms.values import YuanField
from niangjia.casework.forms.verb import Bench, VerbForm

STEP = "step-"
"""What begins the key of a step, so that it is no other verb's."""


class Step(VerbForm):
    """One move of the procedure, by whoever works on the matter."""

    key = STEP
    move: Move

    def _prepare(self) -> None:
        for need in self.move.needs:
            self.fields[need.key] = field_of(need)

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        made = cls.move.key in {one.key for one in bench.page.steps}
        return made and bench.page.may.work and bench.is_free

    def _do(self) -> str:
        actions.move(
            viewer=self.bench.viewer,
            code=self.bench.code,
            step=self.move.key,
            filled=filled_in(self.move, self.cleaned_data),
        )
        return _("“{name}”办好了。").format(name=self.move.name)


def step_form(move: Move) -> type[Step]:
    """Return the form of a move."""
    named = {"key": f"{STEP}{move.key}", "name": move.name, "button": move.name, "move": move}
    return type("StepOf", (Step,), named)


def field_of(need: Need) -> forms.Field:
    """Return the field in which a need is filled in."""
    field = _blank(need)
    field.label, field.required = need.label, need.required
    field.widget.is_required = need.required
    return field


def _blank(need: Need) -> forms.Field:
    match need.kind:
        case NeedKind.CHOICE:
            first = [] if need.required else [("", _("不选"))]
            return forms.ChoiceField(
                choices=[*first, *need.choices.items()], widget=forms.RadioSelect
            )
        case NeedKind.DATE:
            return forms.DateField(widget=day_box())
        case NeedKind.MONEY:
            return YuanField()
        case NeedKind.TEXT:
            return forms.CharField(widget=area(2))


def filled_in(move: Move, cleaned: Mapping[str, object]) -> dict[str, str]:
    """Return what was filled in, as the action takes it: dates as 2024-03-05, yuan as 18000."""
    values = {need.key: cleaned.get(need.key) for need in move.needs}
    return {key: str(value) for key, value in values.items() if value not in {None, ""}}
