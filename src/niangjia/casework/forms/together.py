"""Matters that belong together: joining one asker's, grouping many askers', answering a group."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions, queries
from niangjia.casework.declaring.own import JOINED
from niangjia.casework.forms.blaming import area
from niangjia.casework.forms.ending import Answer
from niangjia.casework.forms.values import YuanField
from niangjia.casework.forms.verb import Bench, VerbForm


class Join(VerbForm):
    """Join it to an earlier one of the same asker."""

    key = "join"
    name = _l("并入先来的一件")
    button = _l("并入")
    hint = _l("同一个人为同一件事又来了，并入先来的那件，期限按先来的算。")
    into = forms.ChoiceField(label=_l("并入哪一件"), widget=forms.RadioSelect)
    words = forms.CharField(label=_l("为什么是同一件"), widget=area(2))

    def _prepare(self) -> None:
        found = queries.of_same_asker(viewer=self.bench.viewer, code=self.bench.code)
        self.offer(
            "into",
            [(one.code, f"{one.number}（{one.state_name}）") for one in found],
        )
        if not found:
            self.fields["into"].help_text = _("没有同一个人先来的、还没办结的事项。")

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and not bench.page.row.part

    def _do(self) -> str:
        actions.join(
            viewer=self.bench.viewer,
            code=self.bench.code,
            into=self.typed("into"),
            words=self.typed("words"),
        )
        return _("已经并入。")


class Separate(VerbForm):
    """Take it out again."""

    key = "separate"
    name = _l("分出来单独办")
    button = _l("分出来")
    words = forms.CharField(label=_l("为什么"), widget=area(2))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.lead and bench.state == JOINED

    def _do(self) -> str:
        actions.separate(viewer=self.bench.viewer, code=self.bench.code, words=self.typed("words"))
        return _("已经分出来，单独办理。")


class Group(VerbForm):
    """Make a group's matter of it and others like it."""

    key = "group"
    name = _l("列为集体事项")
    button = _l("列为集体事项")
    hint = _l("很多人向同一个单位提同样的要求时用。期限从最先来的那件算，答复时每个人都要确认。")
    members = forms.MultipleChoiceField(label=_l("哪些"), widget=forms.CheckboxSelectMultiple)
    representatives = forms.MultipleChoiceField(
        label=_l("代表（1到5名）"), widget=forms.CheckboxSelectMultiple
    )
    claim = forms.CharField(label=_l("共同的要求"), widget=area(2))

    def _prepare(self) -> None:
        found = queries.similar_matters(viewer=self.bench.viewer, code=self.bench.code)
        row = self.bench.page.row
        rows = [(row.code, row.number), *((one.code, one.number) for one in found)]
        for field in ("members", "representatives"):
            self.offer(field, rows)
        self.initial.setdefault("members", [code for code, _number in rows])

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and not bench.page.row.part and bool(bench.page.employer_name)

    def _do(self) -> str:
        lead = actions.form_group(
            viewer=self.bench.viewer,
            codes=self.cleaned_data["members"],
            representatives=self.cleaned_data["representatives"],
            claim=self.typed("claim"),
        )
        return _("已经列为集体事项，编号{number}。").format(number=lead.number)


class AnswerGroup(Answer):
    """Answer every member of a group."""

    key = "answer-group"
    name = _l("答复集体事项的每个人")
    button = _l("答复每个人，请他们确认")
    hint = _l("每个人都会收到答复，各自确认。涉及钱的，逐人填追回多少元。")

    def _prepare(self) -> None:
        super()._prepare()
        del self.fields["recovered"]
        members = queries.group_members(viewer=self.bench.viewer, code=self.bench.code)
        self.member_codes = [one.code for one in members]
        for one in members:
            label = _("{number}追回多少元").format(number=one.number)
            self.fields[f"recovered-{one.code}"] = YuanField(label=label, required=False)

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and bench.page.row.part == "lead" and not bench.is_answered

    def given(self) -> actions.Answer:
        """Return what is answered to each."""
        return actions.Answer(
            self.typed("result"),
            self.typed("told"),
            None,
            self.cleaned_data["promised"],
            self.cleaned_data["paid_on"],
        )

    def _do(self) -> str:
        recovered: dict[str, Decimal] = {
            code: amount
            for code in self.member_codes
            if (amount := self.cleaned_data.get(f"recovered-{code}")) is not None
        }
        actions.answer_group(
            viewer=self.bench.viewer,
            code=self.bench.code,
            given=self.given(),
            recovered=recovered,
        )
        return _("已经逐人答复，等他们确认。")
