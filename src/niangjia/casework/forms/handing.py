"""Who works on it: taking, putting back, handing on; other offices, services and bodies."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions, queries
from niangjia.casework.declaring.book import current
from niangjia.casework.forms.blaming import area, day_box
from niangjia.casework.forms.verb import Bench, VerbForm
from niangjia.casework.reachable import office_written, offices_near, partners_for
from niangjia.kernel.clock import CHINA
from niangjia.kernel.errors import Invalid


class OfficeInput(forms.TextInput):
    """A box for an office's name, which offers the offices near."""

    template_name = "casework/office_input.html"

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off"})
        self.near: tuple[str, ...] = ()

    def get_context(self, name: str, value: object, attrs: object) -> dict[str, object]:
        """Give the template the offices to offer."""
        context: dict[str, object] = super().get_context(name, value, attrs)  # type: ignore[arg-type] # Django's own
        return context | {"near": self.near}


class OfficeField(forms.CharField):
    """An office by its name, turned into its code."""

    widget = OfficeInput

    def clean(self, value: object) -> str:
        """Return the code of the office written."""
        written = str(super().clean(value) or "")
        if not written:
            return ""
        try:
            return office_written(written)
        except Invalid as error:
            raise forms.ValidationError(error.message) from None


class Take(VerbForm):
    """Take it in hand."""

    key = "take"
    name = _l("接手")
    button = _l("接手")

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work and bench.goes_on and not bench.page.row.assigned_to

    def _do(self) -> str:
        actions.take(viewer=self.bench.viewer, code=self.bench.code)
        return _("您接手了这件事。")


class Release(VerbForm):
    """Put it back."""

    key = "release"
    name = _l("放回")
    button = _l("放回")
    hint = _l("放回以后，同事都可以接手。时限照样计算。")

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        row = bench.page.row
        return bool(row.assigned_to) and (row.is_mine or bench.page.may.supervise)

    def _do(self) -> str:
        actions.release(viewer=self.bench.viewer, code=self.bench.code)
        return _("已经放回。")


class HandOver(VerbForm):
    """Give it to a colleague."""

    key = "hand-over"
    name = _l("交给同事")
    button = _l("交给同事")
    to = forms.ChoiceField(label=_l("交给谁"))
    words = forms.CharField(
        label=_l("交接的话"), widget=area(2), help_text=_l("办到哪一步，还要做什么。")
    )

    def _prepare(self) -> None:
        found = queries.colleagues_for(viewer=self.bench.viewer, code=self.bench.code)
        self.offer(
            "to",
            [("", _("请选择")), *((one.actor, one.name) for one in found)],
        )

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads

    def _do(self) -> str:
        actions.hand_over(
            viewer=self.bench.viewer,
            code=self.bench.code,
            to=self.typed("to"),
            words=self.typed("words"),
        )
        return _("已经交给同事。")


class Dispatch(VerbForm):
    """Give it to another office."""

    key = "dispatch"
    name = _l("派给别的工会")
    button = _l("派单")
    hint = _l("时限接着算，不重新开始。派出以后您还能看到进展。绝不会派给用人单位自己的工会。")
    to = OfficeField(
        label=_l("派给哪个工会"), required=False, help_text=_l("空着就按规则找负责的工会。")
    )
    words = forms.CharField(label=_l("为什么派过去"), widget=area(2))

    def _prepare(self) -> None:
        near = offices_near(viewer=self.bench.viewer, code=self.bench.code)
        self.fields["to"].widget.near = near

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads

    def _do(self) -> str:
        name = actions.dispatch(
            viewer=self.bench.viewer,
            code=self.bench.code,
            to=self.typed("to"),
            words=self.typed("words"),
        )
        return _("已经派给{name}。").format(name=name)


class Return(VerbForm):
    """Give it back to the office that dispatched it."""

    key = "return"
    name = _l("退回派单的工会")
    button = _l("退回")
    hint = _l("退回要写明理由，次数会记下来，职工也看得到。第三次退回由督导员决定谁来办。")
    reason = forms.CharField(label=_l("为什么退回"), widget=area(2))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads

    def _do(self) -> str:
        actions.return_matter(
            viewer=self.bench.viewer, code=self.bench.code, reason=self.typed("reason")
        )
        return _("已经退回。")


class Share(VerbForm):
    """Bring in another office."""

    key = "share"
    name = _l("请别的工会会同")
    button = _l("请来会同")
    hint = _l(
        "对方看得到这件事，能记录、能上传材料、能答复自己那一部分；给职工的答复由您的工会来做。"
    )
    renames = (("to", "office"),)  # the action checks it as where to go
    office = OfficeField(label=_l("哪个工会"))
    words = forms.CharField(label=_l("请对方做什么"), widget=area(2))

    def _prepare(self) -> None:
        near = offices_near(viewer=self.bench.viewer, code=self.bench.code)
        self.fields["office"].widget.near = near

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.lead and bench.goes_on

    def _do(self) -> str:
        actions.share(
            viewer=self.bench.viewer,
            code=self.bench.code,
            office=self.typed("office"),
            words=self.typed("words"),
        )
        return _("已经请来会同。")


class Unshare(VerbForm):
    """Let an office off."""

    key = "unshare"
    name = _l("不再会同")
    button = _l("不再会同")
    office = forms.ChoiceField(label=_l("哪个工会"))
    words = forms.CharField(label=_l("为什么"), widget=area(2))

    def _prepare(self) -> None:
        joint = self.bench.page.joint
        self.offer("office", [(one.code, one.name) for one in joint])

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.lead and bool(bench.page.joint)

    def _do(self) -> str:
        actions.unshare(
            viewer=self.bench.viewer,
            code=self.bench.code,
            office=self.typed("office"),
            words=self.typed("words"),
        )
        return _("对方不再会同。")


class GivePart(VerbForm):
    """Answer the part of one's own office."""

    key = "part"
    name = _l("答复我们会同的部分")
    button = _l("答复主办的工会")
    hint = _l("写清做了什么、结论是什么。主办的工会收齐以后，一起答复职工。")
    words = forms.CharField(label=_l("会同的结果"), widget=area(4))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.is_open and any(one.is_mine for one in bench.page.joint)

    def _do(self) -> str:
        actions.give_part(viewer=self.bench.viewer, code=self.bench.code, words=self.typed("words"))
        return _("已经答复主办的工会。")


class AskPartAgain(VerbForm):
    """Ask a joint office once more."""

    key = "part-again"
    name = _l("请会同单位补充答复")
    button = _l("请它补充")
    office = forms.ChoiceField(label=_l("哪个工会"))
    words = forms.CharField(label=_l("还缺什么"), widget=area(2))

    def _prepare(self) -> None:
        joint = [one for one in self.bench.page.joint if one.has_answered]
        self.offer("office", [(one.code, one.name) for one in joint])

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        answered = any(one.has_answered for one in bench.page.joint)
        return bench.page.may.lead and bench.is_open and answered

    def _do(self) -> str:
        actions.ask_part_again(
            viewer=self.bench.viewer,
            code=self.bench.code,
            office=self.typed("office"),
            words=self.typed("words"),
        )
        return _("已经请对方补充。")


class Refer(VerbForm):
    """Begin a matter of another service out of it."""

    key = "refer"
    name = _l("转到别的服务")
    button = _l("转过去")
    hint = _l("职工不用再说一遍，原来的编号照样查得到。这件事接着办。")
    procedure = forms.ChoiceField(label=_l("转到哪里"))
    grade = forms.ChoiceField(label=_l("难度"), required=False)
    words = forms.CharField(label=_l("为什么转"), widget=area(2))

    def _prepare(self) -> None:
        to = [current(key) for key in self.bench.declared.refers_to]
        self.offer("procedure", [(one.key, one.name) for one in to])
        grades = [(key, f"{one.name}：{label}") for one in to for key, label in one.grades.items()]
        if not grades:
            del self.fields["grade"]
            return
        self.offer("grade", [("", _("不分难度")), *grades])

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and bool(bench.declared.refers_to)

    def _do(self) -> str:
        came = actions.refer(
            viewer=self.bench.viewer,
            code=self.bench.code,
            procedure=self.typed("procedure"),
            words=self.typed("words"),
            grade=self.typed("grade"),
        )
        return _("已经转过去，新的编号是{number}。").format(number=came.number)


class ReferToPartner(VerbForm):
    """Ask a partner body."""

    key = "partner"
    name = _l("转给协作单位")
    button = _l("转给它")
    hint = _l("对方只看得到编号、您写的这段话、标明给它看的记录和材料。")
    partner = forms.ChoiceField(label=_l("哪个单位"))
    words = forms.CharField(label=_l("请它办什么"), widget=area(3))
    answer_by = forms.DateField(label=_l("哪天以前答复"), widget=day_box(), required=False)
    consented = forms.BooleanField(
        label=_l("职工同意把情况告诉这个单位（个人信息保护法第二十三条）"), required=False
    )

    def _prepare(self) -> None:
        found = partners_for(viewer=self.bench.viewer, code=self.bench.code)
        self.offer(
            "partner",
            [
                ("", _("请选择")),
                *((one.code, one.name) for one in found),
            ],
        )

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads

    def _do(self) -> str:
        day = self.cleaned_data["answer_by"]
        by = datetime.combine(day + timedelta(days=1), time(), CHINA) if day else None
        actions.refer_to_partner(
            viewer=self.bench.viewer,
            code=self.bench.code,
            partner=self.typed("partner"),
            words=self.typed("words"),
            consented=bool(self.cleaned_data["consented"]),
            answer_by=by,
        )
        return _("已经转给协作单位。")
