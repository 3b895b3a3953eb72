"""What is said and written down: to the asker, on the phone, among colleagues."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions
from niangjia.casework.forms.blaming import area, day_box
from niangjia.casework.forms.verb import Bench, VerbForm


class Tell(VerbForm):
    """Write to the asker."""

    key = "tell"
    name = _l("写给职工")
    button = _l("发给职工")
    hint = _l("职工凭编号和口令、或者登录后看得到。")
    words = forms.CharField(label=_l("要告诉职工的话"), widget=area())

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work and bench.is_open

    def _do(self) -> str:
        actions.tell(viewer=self.bench.viewer, code=self.bench.code, words=self.typed("words"))
        return _("已经写给职工。")


class Call(VerbForm):
    """Write down a conversation."""

    key = "call"
    name = _l("记通话")
    button = _l("记下来")
    hint = _l("和职工、单位或别人的通话。职工看不到内容。")
    words = forms.CharField(label=_l("说了什么"), widget=area())

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work

    def _do(self) -> str:
        actions.call(viewer=self.bench.viewer, code=self.bench.code, words=self.typed("words"))
        return _("通话已经记下。")


class Note(VerbForm):
    """Write a note."""

    key = "note"
    name = _l("内部记录")
    button = _l("记下来")
    words = forms.CharField(label=_l("记什么"), widget=area())
    readers = forms.ChoiceField(
        label=_l("给谁看"),
        choices=[
            ("colleagues", _l("同事")),
            ("partners", _l("同事和收到转介的协作单位")),
            ("supervisors", _l("只给督导员")),
        ],
        initial="colleagues",
        widget=forms.RadioSelect,
    )

    def _do(self) -> str:
        readers = self.typed("readers")
        actions.note(
            viewer=self.bench.viewer,
            code=self.bench.code,
            words=self.typed("words"),
            for_supervisors=readers == "supervisors",
            for_partners=readers == "partners",
        )
        return _("已经记下。")


class LookUp(VerbForm):
    """See who asks, for a reason."""

    key = "person"
    name = _l("查看联系方式")
    button = _l("查看")
    hint = _l("谁看过、为什么看，会记下来，职工也看得到。")
    reason = forms.CharField(label=_l("为什么要看"), max_length=200)


class Supervise(VerbForm):
    """Take it under supervision."""

    key = "supervise"
    name = _l("督办")
    button = _l("督办")
    words = forms.CharField(label=_l("要求"), widget=area())
    until = forms.DateField(label=_l("哪天以前回报"), widget=day_box())

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.supervise and bench.is_open

    def _do(self) -> str:
        until = self.cleaned_data["until"]
        actions.supervise(
            viewer=self.bench.viewer, code=self.bench.code, words=self.typed("words"), until=until
        )
        return _("已经督办，办理的工会看得到。")


class RaiseCrisis(VerbForm):
    """Raise the flag by hand."""

    key = "alarm"
    name = _l("报告危险")
    button = _l("马上报告")
    hint = _l("职工或别人可能有生命危险时用。马上通知有关的人，在有人处理以前不再计别的。")
    is_grave = True
    reason = forms.CharField(label=_l("有什么危险"), widget=area(2))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.is_open and bench.page.row.crisis != "raised"

    def _do(self) -> str:
        actions.raise_crisis(
            viewer=self.bench.viewer, code=self.bench.code, reason=self.typed("reason")
        )
        return _("已经报告。请照下面的步骤马上处理。")


class AttendCrisis(VerbForm):
    """Write down what was done about a crisis."""

    key = "attend"
    name = _l("记下怎么处置的")
    button = _l("已经处置，记下来")
    done = forms.CharField(
        label=_l("做了什么、交给了谁、什么时候再联系"), widget=area(4), help_text=_l("至少10个字。")
    )

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work and bench.page.row.crisis == "raised"

    def _do(self) -> str:
        actions.attend_crisis(
            viewer=self.bench.viewer, code=self.bench.code, done=self.typed("done")
        )
        return _("已经记下处置情况，可以继续办理。")
