"""Clocks: pausing, going on, making longer, counting by another grade."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions
from niangjia.casework.forms.blaming import area
from niangjia.casework.forms.verb import Bench, VerbForm
from niangjia.casework.rules.periods import Period, Unit
from niangjia.casework.shown import ClockShown


def _running(bench: Bench) -> list[ClockShown]:
    return [one for one in bench.page.clocks if one.tone in {"good", "near", "unknown"}]


def _pausable(bench: Bench) -> list[tuple[str, str]]:
    """Return the reasons for which a running clock may be paused: "clock.reason"."""
    return [
        (f"{one.kind}.{reason}", f"{one.name}：{words}")
        for one in _running(bench)
        if (clock := bench.declared.clock(one.kind))
        for reason, words in clock.pauses.items()
    ]


class Pause(VerbForm):
    """Let a clock stand still."""

    key = "pause"
    name = _l("暂停计时")
    button = _l("暂停")
    renames = (("reason", "kind"),)  # clock and reason are one choice here
    kind = forms.ChoiceField(label=_l("哪个时限，为什么"))
    words = forms.CharField(label=_l("说明"), widget=area(2), help_text=_l("职工看得到。"))

    def _prepare(self) -> None:
        self.offer("kind", _pausable(self.bench))

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and bool(_pausable(bench))

    def _do(self) -> str:
        kind, _dot, reason = self.typed("kind").partition(".")
        actions.pause_clock(
            viewer=self.bench.viewer,
            code=self.bench.code,
            kind=kind,
            reason=reason,
            words=self.typed("words"),
        )
        return _("已经暂停计时。")


class Resume(VerbForm):
    """Let a paused clock go on."""

    key = "resume"
    name = _l("恢复计时")
    button = _l("恢复")
    kind = forms.ChoiceField(label=_l("哪个时限"))
    words = forms.CharField(label=_l("说明"), widget=area(2))

    def _prepare(self) -> None:
        self.offer(
            "kind",
            [(one.kind, one.name) for one in self.bench.page.clocks if one.tone == "paused"],
        )

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.lead and any(one.tone == "paused" for one in bench.page.clocks)

    def _do(self) -> str:
        actions.resume_clock(
            viewer=self.bench.viewer,
            code=self.bench.code,
            kind=self.typed("kind"),
            words=self.typed("words"),
        )
        return _("已经恢复计时。")


class Extend(VerbForm):
    """Make a clock longer."""

    key = "extend"
    name = _l("延长时限")
    button = _l("延长")
    renames = (("by", "count"),)  # the unit is the clock's own
    kind = forms.ChoiceField(label=_l("哪个时限"))
    count = forms.IntegerField(label=_l("延长多少"), min_value=1, max_value=999)
    words = forms.CharField(label=_l("为什么"), widget=area(2), help_text=_l("职工看得到。"))

    def _prepare(self) -> None:
        self.offer(
            "kind",
            [
                (one.kind, _("{name}（一次最多{longest}）").format(name=one.name, longest=longest))
                for one in _running(self.bench)
                if (longest := _longest(self.bench, one.kind))
            ],
        )

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and any(_longest(bench, one.kind) for one in _running(bench))

    def _do(self) -> str:
        kind = self.typed("kind")
        longest = _longest(self.bench, kind)
        unit = longest.unit if longest else Unit.DAYS
        actions.extend_clock(
            viewer=self.bench.viewer,
            code=self.bench.code,
            kind=kind,
            by=Period(unit, self.cleaned_data["count"]),
            words=self.typed("words"),
        )
        return _("已经延长。")


def _longest(bench: Bench, kind: str) -> Period | None:
    clock = bench.declared.clock(kind)
    return clock.extension.longest if clock and clock.extension else None


class Regrade(VerbForm):
    """Put it into another grade."""

    key = "regrade"
    name = _l("调整难度")
    button = _l("调整")
    hint = _l("期限从收到那天起，按新的难度重新算。")
    grade = forms.ChoiceField(label=_l("改成"))
    words = forms.CharField(label=_l("为什么"), widget=area(2))

    def _prepare(self) -> None:
        now = self.bench.page.row.grade_name
        grades = self.bench.declared.grades
        self.offer("grade", [one for one in grades.items() if one[1] != now])

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.leads and len(bench.declared.grades) > 1

    def _do(self) -> str:
        actions.regrade(
            viewer=self.bench.viewer,
            code=self.bench.code,
            grade=self.typed("grade"),
            words=self.typed("words"),
        )
        return _("已经调整，期限重新算过。")
