"""What a partner body does with a matter that is referred to it."""

from typing import Any, ClassVar

from django import forms
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions
from niangjia.casework.declaring.parts import Move
from niangjia.casework.forms.blaming import Blaming, area
from niangjia.casework.forms.moving import STEP, field_of, filled_in
from niangjia.casework.forms.papers import TAKEN
from niangjia.casework.forms.values import FilesField, contents
from niangjia.kernel.viewer import Viewer


class PartnerForm(Blaming):
    """One verb of a partner body."""

    key: ClassVar[str]
    name: ClassVar[Promise | str]
    button: ClassVar[Promise | str]
    hint: ClassVar[Promise | str] = ""
    has_files: ClassVar[bool] = False

    def __init__(self, *args: Any, viewer: Viewer, code: str, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.key}-%s")
        super().__init__(*args, **kwargs)
        self.viewer, self.code = viewer, code
        self._prepare()

    def do(self) -> str:
        """Do it and return what to say. Raises as the action does."""
        return self._do()

    def _prepare(self) -> None:
        """Fill in what may be chosen."""

    def _do(self) -> str:
        raise NotImplementedError  # each has its own; a Django form cannot be an ABC


class Reply(PartnerForm):
    """Reply to the union."""

    key = "reply"
    name = _l("答复工会")
    button = _l("答复")
    words = forms.CharField(label=_l("答复的内容"), widget=area(4))
    done = forms.BooleanField(label=_l("我们这边办完了，不用再等"), required=False)

    def _do(self) -> str:
        actions.reply(
            viewer=self.viewer,
            code=self.code,
            words=self.cleaned_data["words"],
            done=bool(self.cleaned_data["done"]),
        )
        return _("已经答复。")


class PartnerPapers(PartnerForm):
    """Hand in papers."""

    key = "attach"
    name = _l("上传材料")
    button = _l("上传")
    hint = _l("办理的工会看得到，职工和别的单位看不到。")
    has_files = True
    renames = (("name", "file"),)  # one field here
    file = FilesField(label=_l("文件"), help_text=TAKEN)

    def _do(self) -> str:
        handed = contents(self.cleaned_data["file"])
        with transaction.atomic():
            for name, data in handed:
                actions.attach_as_partner(viewer=self.viewer, code=self.code, name=name, data=data)
        return _("已经上传{count}份材料。").format(count=len(handed))


class PartnerStep(PartnerForm):
    """A move of the procedure that is the partner body's to make."""

    key = STEP
    move: Move

    def _prepare(self) -> None:
        for need in self.move.needs:
            self.fields[need.key] = field_of(need)

    def _do(self) -> str:
        actions.move_as_partner(
            viewer=self.viewer,
            code=self.code,
            step=self.move.key,
            filled=filled_in(self.move, self.cleaned_data),
        )
        return _("“{name}”办好了。").format(name=self.move.name)


def partner_step(move: Move) -> type[PartnerStep]:
    """Return the form of a move."""
    named = {"key": f"{STEP}{move.key}", "name": move.name, "button": move.name, "move": move}
    return type("PartnerStepOf", (PartnerStep,), named)
