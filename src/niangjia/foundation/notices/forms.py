"""The form in which somebody says how to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from niangjia.foundation.notices.declaring import Channel
from niangjia.foundation.notices.models import Level
from niangjia.foundation.notices.preferences import Wishes
from niangjia.kernel.errors import Invalid, NiangjiaError


class WishesForm(forms.Form):
    """Ways, quiet hours, and how plainly."""

    by_sms = forms.BooleanField(label=_("给我发短信"), required=False)
    by_mail = forms.BooleanField(label=_("给我发邮件"), required=False)
    quiet_since = forms.TimeField(
        label=_("从几点起不打扰"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label=_("到几点为止"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("这段时间里来的通知，到点以后再发。两个时间一样，就是不设。"),
    )
    level = forms.ChoiceField(
        label=_("消息怎么写"), choices=Level.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, ways: frozenset[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for channel, field in ((Channel.SMS, "by_sms"), (Channel.MAIL, "by_mail")):
            if channel not in ways:
                del self.fields[field]

    def wishes(self, before: Wishes) -> Wishes:
        """Return what was chosen; what was not asked stays as it was."""
        asked = self.cleaned_data
        return Wishes(**{name: asked.get(name, getattr(before, name)) for name in Wishes.__slots__})

    def blame(self, error: NiangjiaError) -> None:
        """Put what the action found wrong beside the field it is about."""
        fields = error.fields if isinstance(error, Invalid) else {}
        for field, text in fields.items():
            self.add_error(field if field in self.fields else None, text)
        if not fields:
            self.add_error(None, error.message)
