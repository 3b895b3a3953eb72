"""Forms in which administrators set up a centre. Actions judge what is typed."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niangjia.rights.centre.actions import BodyFacts, CentreFacts, RoomFacts
from niangjia.rights.centre.desk.asked import Asking
from niangjia.rights.centre.desk.forms import clock_time
from niangjia.rights.centre.models import BodyKind, Part, RoomKind
from niangjia.rights.centre.reading.places import WEEKDAYS


class CentreForm(Asking):
    """What is written down of a centre."""

    name = forms.CharField(label=_("名称"), max_length=60)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    how_to_come = forms.CharField(
        label=_("怎么来"), max_length=300, required=False,
        help_text=_("公交、地铁、停车、无障碍入口。"),
    )  # fmt: skip
    latitude = forms.DecimalField(
        label=_("纬度"), max_digits=8, decimal_places=5, required=False,
        help_text=_("手机定位的坐标（WGS 84），例如 36.06710。"),
    )  # fmt: skip
    longitude = forms.DecimalField(label=_("经度"), max_digits=8, decimal_places=5, required=False)
    open_weekends = forms.BooleanField(label=_("周末也开"), required=False)
    lawyers_needed = forms.IntegerField(
        label=_("每个时段要几位值班律师"), min_value=0, max_value=20, initial=1
    )
    mediators_needed = forms.IntegerField(
        label=_("每个时段要几位值班调解员"), min_value=0, max_value=20, initial=1
    )
    published = forms.BooleanField(
        label=_("对外公开"), required=False, help_text=_("公开以后，谁都能看到地址、时间和值班。")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def facts(self) -> CentreFacts:
        """Return what was typed."""
        return CentreFacts(**{
            key: value for key, value in self.cleaned_data.items() if key not in {"version", "host"}
        })  # fmt: skip


class FoundForm(CentreForm):
    """A centre that is set up, and at which union."""

    host = forms.ChoiceField(label=_("哪个工会的中心"))
    field_order = ("host",)

    def __init__(self, *args: Any, unions: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the unions that the viewer administers."""
        super().__init__(*args, **kwargs)
        field = self.fields["host"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(unions)


class HoursForm(Asking):
    """When a centre is open; a part left empty is closed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make two fields for each part of the day."""
        super().__init__(*args, **kwargs)
        for part in Part:
            self.fields[part.value] = forms.TimeField(
                label=_("{part}开门").format(part=part.label), required=False, widget=clock_time()
            )
            self.fields[f"{part.value}_closes"] = forms.TimeField(
                label=_("{part}关门").format(part=part.label), required=False, widget=clock_time()
            )

    def clean(self) -> dict[str, Any]:
        """Demand both times of a part, or none."""
        told = super().clean() or {}
        for part in Part.values:
            if (told.get(part) is None) is not (told.get(f"{part}_closes") is None):
                self.add_error(f"{part}_closes", _("开门和关门要一起填，或者都不填。"))
        return told

    def hours(self) -> dict[str, tuple[time, time] | None]:
        """Return what was typed."""
        told = self.cleaned_data
        return {
            part: (told[part], told[f"{part}_closes"]) if told[part] else None
            for part in Part.values
        }


class RoomForm(Asking):
    """A room."""

    name = forms.CharField(label=_("名称"), max_length=40)
    kind = forms.ChoiceField(label=_("用途"), choices=RoomKind.choices)
    capacity = forms.IntegerField(label=_("能坐几人"), min_value=1, max_value=2000)
    place = forms.CharField(
        label=_("在哪里"), max_length=60, required=False, help_text=_("例如：2楼东侧205。")
    )
    equipment = forms.CharField(
        label=_("设备"),
        max_length=200,
        required=False,
        help_text=_("录音录像、大屏、打印机等。"),
    )
    opens = forms.TimeField(
        label=_("开放从"), required=False, widget=clock_time(), help_text=_("不填就和中心一样。")
    )
    closes = forms.TimeField(label=_("开放到"), required=False, widget=clock_time())

    def facts(self) -> RoomFacts:
        """Return what was typed."""
        return RoomFacts(**self.cleaned_data)


class BodyForm(Asking):
    """A body at a centre."""

    name = forms.CharField(label=_("单位名称"), max_length=120)
    kind = forms.ChoiceField(label=_("职能"), choices=BodyKind.choices)
    partner = forms.ChoiceField(
        label=_("协作单位"), required=False,
        help_text=_("选了才能把事项转给它。协作单位由管理员先设立；没有账号的可以交换文件。"),
    )  # fmt: skip
    answer_days = forms.IntegerField(
        label=_("请它几个工作日内答复"), min_value=1, max_value=60, initial=5
    )
    room = forms.ChoiceField(label=_("在哪间房"), required=False)
    presences = forms.MultipleChoiceField(
        label=_("哪几天在"), required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "centre-part"}),
        choices=[
            (f"{day}:{part.value}", f"{name}{part.label}")
            for day, name in enumerate(WEEKDAYS)
            for part in Part
        ],
    )  # fmt: skip
    liaison = forms.CharField(
        label=_("联络员"), max_length=300, required=False,
        help_text=_("姓名、电话；加密保存，只有中心的工作人员看得到。"),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        partners: Iterable[tuple[str, str]],
        rooms: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the partner bodies and rooms there are."""
        super().__init__(*args, **kwargs)
        for name, first, offered in (
            ("partner", _("不转事项"), partners), ("room", _("没有固定的"), rooms),
        ):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", first), *offered]

    def facts(self) -> BodyFacts:
        """Return what was typed."""
        told = self.cleaned_data
        days = tuple(
            (int(one.partition(":")[0]), one.partition(":")[2]) for one in told["presences"]
        )
        return BodyFacts(**(told | {"presences": days}))
