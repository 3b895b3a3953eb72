"""The two ways in which a matter ends, as forms: a result confirmed, a reason told."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions
from niangjia.casework.declaring.own import CLOSED
from niangjia.casework.forms.blaming import area, day_box
from niangjia.casework.forms.values import YuanField, rating_field
from niangjia.casework.forms.verb import Bench, VerbForm


class Answer(VerbForm):
    """Answer with a result."""

    key = "answer"
    name = _l("答复职工")
    button = _l("答复，请职工确认")
    hint = _l("答复以后请职工确认；职工说是真的解决了，才算办结。")
    result = forms.ChoiceField(label=_l("结果"), widget=forms.RadioSelect)
    told = forms.CharField(
        label=_l("用大白话告诉职工"),
        widget=area(4),
        help_text=_l("做了什么、结果怎样。至少10个字。"),
    )
    recovered = YuanField(label=_l("追回了多少元"), required=False)
    promised = YuanField(label=_l("说好还要付多少元"), required=False)
    paid_on = forms.DateField(label=_l("哪天付"), widget=day_box(), required=False)

    def _prepare(self) -> None:
        results = self.bench.declared.closing.results
        self.offer("result", list(results.items()))
        if self.bench.page.money_at_stake:
            field, words = (
                self.fields["recovered"],
                _("这件事涉及钱，请填追回了多少元；没有就填0。"),
            )
            field.required = field.widget.is_required = True
            field.help_text = field.error_messages["required"] = words

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        able = bench.state in bench.declared.closing.answered_from
        return bench.leads and able and bench.page.row.part != "lead"

    def _do(self) -> str:
        actions.answer(viewer=self.bench.viewer, code=self.bench.code, given=self.given())
        return _("已经答复，等职工确认。")

    def given(self) -> actions.Answer:
        """Return what is answered."""
        return actions.Answer(
            self.typed("result"),
            self.typed("told"),
            self.cleaned_data["recovered"],
            self.cleaned_data["promised"],
            self.cleaned_data["paid_on"],
        )


class ConfirmByCall(VerbForm):
    """Write down that the asker confirmed on the phone."""

    key = "confirm-call"
    name = _l("电话里职工确认了")
    button = _l("记下确认，办结")
    hint = _l("由没有答复过这件事的同事来打。")
    said = forms.CharField(label=_l("职工怎么说的"), widget=area(3))
    rating = rating_field()

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work and bench.is_answered and bench.page.row.part != "lead"

    def _do(self) -> str:
        actions.confirm_by_call(
            viewer=self.bench.viewer,
            code=self.bench.code,
            said=self.typed("said"),
            rating=self.cleaned_data["rating"],
        )
        return _("职工确认，已经办结。")


class CallBack(VerbForm):
    """Write down a call-back."""

    key = "call-back"
    name = _l("回访职工")
    button = _l("记下回访")
    hint = _l("没有结果就办结的，一定要先回访。联系不上要在不同的日子再试。职工看得到这段话。")
    reached = forms.TypedChoiceField(
        label=_l("接通了吗"),
        choices=[("yes", _l("接通了")), ("no", _l("没有接通，或者只是留言"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    said = forms.CharField(label=_l("说了什么"), widget=area(3))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work and bench.is_open

    def _do(self) -> str:
        actions.call_back(
            viewer=self.bench.viewer,
            code=self.bench.code,
            reached=self.cleaned_data["reached"],
            said=self.typed("said"),
        )
        return _("回访已经记下。")


class Explain(VerbForm):
    """End it with a reason."""

    key = "explain"
    name = _l("说明原因办结")
    button = _l("说明原因，办结")
    hint = _l(
        "没有结果时才用。要有回访记录，回访的人和办结的人不能是同一个人。职工不认可可以重新打开。"
    )
    is_grave = True
    reason = forms.ChoiceField(label=_l("原因"), widget=forms.RadioSelect)
    why = forms.CharField(label=_l("告诉职工为什么"), widget=area(3), help_text=_l("至少10个字。"))

    def _prepare(self) -> None:
        reasons = self.bench.declared.closing.reasons
        self.offer("reason", list(reasons.items()))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and bench.state != CLOSED

    def _do(self) -> str:
        actions.explain(
            viewer=self.bench.viewer,
            code=self.bench.code,
            reason=self.typed("reason"),
            why=self.typed("why"),
        )
        return _("已经说明原因办结，职工看得到。")
