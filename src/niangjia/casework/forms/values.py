"""Fields for what is written in more than one way: amounts, several files, a scale of five."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.kernel.money import read_amount

RATINGS = (
    (5, _l("很满意")), (4, _l("满意")), (3, _l("一般")), (2, _l("不满意")), (1, _l("很不满意")),
)  # fmt: skip


class YuanField(forms.CharField):
    """An amount in yuan as people write it: 18000, 18,000.50, 1.8万元."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        kwargs.setdefault("widget", box)
        super().__init__(**kwargs)

    def clean(self, value: object) -> Any:
        """Return the amount, None for nothing."""
        written = str(super().clean(value) or "").strip()
        if not written:
            return None
        try:
            amount = Decimal(written.replace(",", "").replace("，", ""))
        except InvalidOperation:
            read = None if written.startswith(("-", "－", "负")) else read_amount(written)
            if read is None:
                raise forms.ValidationError(_("看不懂这个金额，请写成18000或1.8万。")) from None
            return read
        if not amount.is_finite():
            raise forms.ValidationError(_("看不懂这个金额，请写成18000或1.8万。"))
        return amount


class FilesInput(forms.ClearableFileInput):
    """A box for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several files."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", FilesInput({"multiple": True}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the files as a list."""
        several = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in several if one] or [
            super().clean(None, initial)
        ]


def contents(files: "list[UploadedFile[bytes]]") -> list[tuple[str, bytes]]:
    """Return the names and contents of files that were handed in."""
    return [(one.name or "", one.read()) for one in files]


def rating_field() -> forms.TypedChoiceField:
    """Return a question how content the asker is, which may be left open."""
    return forms.TypedChoiceField(
        label=_l("满意吗"),
        choices=[("", _l("不评价")), *RATINGS],
        coerce=int,
        empty_value=None,
        required=False,
    )
