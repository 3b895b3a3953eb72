"""What an asker fills in: the receipt, and what can be done with one's own matter."""

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
from niangjia.casework.forms.values import FilesField, contents, rating_field
from niangjia.casework.handling.locking import Asker
from niangjia.casework.shown import AskerPage

_NO_TYPING_HELP = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}


class ReceiptForm(Blaming):
    """The two parts of a receipt."""

    number = forms.CharField(
        label=_l("编号"),
        help_text=_l("回执上的编号，照着写，空格和括号有没有都行。"),
        max_length=80,
        widget=forms.TextInput(_NO_TYPING_HELP),
        error_messages={"required": _l("请填编号。")},
    )
    passphrase = forms.CharField(
        label=_l("口令"),
        help_text=_l("回执上的16位数字。"),
        max_length=80,
        widget=forms.TextInput({**_NO_TYPING_HELP, "inputmode": "numeric"}),
        error_messages={"required": _l("请填口令。")},
    )


class AskerForm(Blaming):
    """Something the asker does with the own matter."""

    key: ClassVar[str]
    name: ClassVar[Promise | str]
    button: ClassVar[Promise | str]
    hint: ClassVar[Promise | str] = ""
    has_files: ClassVar[bool] = False

    def __init__(self, *args: Any, asker: Asker, page: AskerPage, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.key}-%s")
        super().__init__(*args, **kwargs)
        self.asker, self.page = asker, page
        self._prepare()

    def do(self) -> str:
        """Do it and return what to say. Raises as the action does."""
        return self._do()

    def typed(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(self.cleaned_data.get(name) or "")

    def _prepare(self) -> None:
        """Fill in what may be chosen."""

    def _do(self) -> str:
        raise NotImplementedError  # each has its own; a Django form cannot be an ABC

    @classmethod
    def offered(cls, page: AskerPage) -> bool:
        """Whether it makes sense now."""
        return cls._offered(page)

    @classmethod
    def _offered(cls, page: AskerPage) -> bool:
        return page.is_open


class Say(AskerForm):
    """Add something."""

    key = "say"
    name = _l("补充几句、问一问")
    button = _l("发给工会")
    words = forms.CharField(label=_l("想说的话"), widget=area(3))

    def _do(self) -> str:
        actions.say(asker=self.asker, code=self.page.code, words=self.typed("words"))
        return _("收到了，办理的工会看得到。")


class AttachPapers(AskerForm):
    """Hand in papers."""

    key = "attach"
    name = _l("交材料、照片")
    button = _l("交上去")
    has_files = True
    renames = (("name", "file"),)  # one field here
    file = FilesField(label=_l("选文件或照片"), help_text=TAKEN)

    def _do(self) -> str:
        handed = contents(self.cleaned_data["file"])
        with transaction.atomic():
            for name, data in handed:
                actions.attach_as_asker(asker=self.asker, code=self.page.code, name=name, data=data)
        return _("收到了{count}份材料。").format(count=len(handed))


class Urge(AskerForm):
    """Urge."""

    key = "urge"
    name = _l("催一催")
    button = _l("催办")
    hint = _l("一天可以催一次。办理的工会和督导员都看得到。")
    words = forms.CharField(label=_l("想说的话"), widget=area(2), required=False)

    @classmethod
    def _offered(cls, page: AskerPage) -> bool:
        return page.is_open and not page.my_turn

    def _do(self) -> str:
        actions.urge(asker=self.asker, code=self.page.code, words=self.typed("words"))
        return _("已经催了，会排到前面。")


class Confirm(AskerForm):
    """Say that it is so."""

    key = "confirm"
    name = _l("确实解决了")
    button = _l("确认解决了")
    hint = _l("确认以后就办结。后来发现不是这样，还可以再提出来。")
    rating = rating_field()

    @classmethod
    def _offered(cls, page: AskerPage) -> bool:
        return page.may_confirm

    def _do(self) -> str:
        actions.confirm(asker=self.asker, code=self.page.code, rating=self.cleaned_data["rating"])
        return _("谢谢您，这件事办结了。")


class Contest(AskerForm):
    """Say that it is not so."""

    key = "contest"
    name = _l("没有解决，我不认可")
    button = _l("提出来，重新办理")
    reason = forms.CharField(label=_l("哪里没有解决"), widget=area(3))

    @classmethod
    def _offered(cls, page: AskerPage) -> bool:
        return page.may_contest

    def _do(self) -> str:
        actions.contest(asker=self.asker, code=self.page.code, reason=self.typed("reason"))
        return _("收到了，这件事重新打开，期限重新计算。")


class Rate(AskerForm):
    """Rate what came of it."""

    key = "rate"
    name = _l("评价")
    button = _l("评价")
    rating = rating_field()

    @classmethod
    def _offered(cls, page: AskerPage) -> bool:
        return page.may_rate

    def _prepare(self) -> None:
        self.fields["rating"].required = True

    def _do(self) -> str:
        actions.rate(asker=self.asker, code=self.page.code, rating=self.cleaned_data["rating"])
        return _("谢谢您的评价。")


class AskerStep(AskerForm):
    """A move of the procedure that is the asker's to make."""

    key = STEP
    move: Move

    def _prepare(self) -> None:
        for need in self.move.needs:
            self.fields[need.key] = field_of(need)

    @classmethod
    def _offered(cls, page: AskerPage) -> bool:
        return cls.move.key in {one.key for one in page.steps}

    def _do(self) -> str:
        actions.move_as_asker(
            asker=self.asker,
            code=self.page.code,
            step=self.move.key,
            filled=filled_in(self.move, self.cleaned_data),
        )
        return _("“{name}”办好了。").format(name=self.move.name)


ASKER_FORMS: tuple[type[AskerForm], ...] = (Confirm, Contest, Rate, Say, AttachPapers, Urge)


def asker_step(move: Move) -> type[AskerStep]:
    """Return the form of a move."""
    named = {"key": f"{STEP}{move.key}", "name": move.name, "button": move.name, "move": move}
    return type("AskerStepOf", (AskerStep,), named)
