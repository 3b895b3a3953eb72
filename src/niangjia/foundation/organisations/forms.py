"""Forms of the organisations room: what is typed, turned into facts. Actions judge it."""

from typing import Any, BinaryIO

from django import forms
from django.utils.translation import gettext_lazy as _

from niangjia.foundation.organisations.facts import EmployerFacts, OrganisationFacts
from niangjia.foundation.organisations.headings import place_of
from niangjia.foundation.organisations.models import Industry, Level
from niangjia.foundation.organisations.rules.levels import may_stand_under
from niangjia.kernel.errors import Invalid

_PLACE_HELP = _("6 位代码或地名全称，如 370202 或“山东省青岛市市南区”；乡镇街道可写 9 位代码。")


class FactsForm(forms.Form):
    """A form whose wrong fields an action names."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def clean_region_code(self) -> str:
        """Read a place by code or name."""
        try:
            return place_of(self.cleaned_data["region_code"])
        except Invalid as error:
            raise forms.ValidationError(error.message) from None

    def blame(self, error: Invalid) -> None:
        """Put what an action found wrong beside the field it is about."""
        own = {field: text for field, text in error.fields.items() if field in self.fields}
        for field, text in own.items():
            self.add_error(field, text)
        if not own or error.message not in own.values():
            self.add_error(None, error.message)


class OrganisationForm(FactsForm):
    """A union's record."""

    name = forms.CharField(label=_("工会名称"), max_length=120)
    region_code = forms.CharField(
        label=_("行政区划"), max_length=40, required=False, help_text=_PLACE_HELP
    )
    industry = forms.ChoiceField(
        label=_("行业"), choices=[("", _("不限")), *Industry.choices], required=False
    )
    register_number = forms.CharField(label=_("登记号"), max_length=40, required=False)
    phone = forms.CharField(label=_("对外电话"), max_length=40, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)

    def __init__(self, *args: Any, parent_level: str = "", **kwargs: Any) -> None:
        """Offer only the levels that may stand below `parent_level`, all where it is ""."""
        super().__init__(*args, **kwargs)
        self.fields["level"] = forms.ChoiceField(
            label=_("级别"),
            choices=[
                (level.value, level.label)
                for level in Level
                if not parent_level or may_stand_under(level, parent_level)
            ],
        )
        self.order_fields(["name", "level"])

    def facts(self) -> OrganisationFacts:
        """Return what was typed."""
        return OrganisationFacts(**_without_version(self.cleaned_data))


class EmployerForm(FactsForm):
    """An employer's record."""

    name = forms.CharField(label=_("单位名称"), max_length=120)
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=30, required=False, help_text=_("18 位，会核对。")
    )
    region_code = forms.CharField(label=_("行政区划"), max_length=40, help_text=_PLACE_HELP)
    industry = forms.ChoiceField(
        label=_("行业"), choices=[("", _("不清楚")), *Industry.choices], required=False
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    union = forms.CharField(
        label=_("本单位工会"),
        max_length=300,
        required=False,
        help_text=_("单位自己的基层工会：登记号、名称，有同名的写完整路径。"),
    )

    def facts(self, union: str) -> EmployerFacts:
        """Return what was typed, with the code of the union that was meant."""
        return EmployerFacts(**_without_version(self.cleaned_data) | {"union": union})


class MoveForm(forms.Form):
    """Where a union goes."""

    to = forms.CharField(
        label=_("新的上级工会"),
        max_length=300,
        help_text=_("登记号、名称，有同名的写完整路径，用“/”隔开。"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DissolveForm(forms.Form):
    """Why a union is closed."""

    reason = forms.CharField(label=_("原因"), max_length=400, widget=forms.Textarea({"rows": 3}))


class ImportForm(forms.Form):
    """A filled template."""

    file = forms.FileField(
        label=_("填好的 Excel 文件"),
        help_text=_("只收 .xlsx，最多 10 MB、2000 行；更多的请运维人员用命令行导入。"),
        widget=forms.FileInput({"accept": ".xlsx"}),
    )

    def upload(self) -> BinaryIO:
        """Return the opened file."""
        opened: BinaryIO = self.cleaned_data["file"]
        return opened


def _without_version(typed: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in typed.items() if field != "version"}
