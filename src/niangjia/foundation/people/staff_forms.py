"""Forms for letting people in and for what they hold. Actions judge what is typed."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy

from niangjia.foundation.people.actions import PersonFacts, Term
from niangjia.foundation.people.rules.powers import LABELS
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import STAFF, Role

ROLE_CHOICES = [(role.value, label) for role, label in LABELS.items() if role in STAFF]


class TermForm(forms.Form):
    """A role, and from when to when."""

    role = forms.ChoiceField(label=gettext_lazy("角色"), choices=ROLE_CHOICES)
    begins = forms.DateField(
        label=gettext_lazy("从哪天起"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("不填就是今天。"),
    )
    ends = forms.DateField(
        label=gettext_lazy("到哪天止"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("当天仍然有效；不填就是没有期限。"),
    )

    def held(self) -> tuple[Role, Term]:
        """Return the role and the term."""
        begins: date | None = self.cleaned_data["begins"]
        return Role(self.cleaned_data["role"]), Term(begins, self.cleaned_data["ends"])

    def blame(self, error: Invalid) -> None:
        """Put what an action found wrong beside the field it is about."""
        own = {field: text for field, text in error.fields.items() if field in self.fields}
        for field, text in own.items():
            self.add_error(field, text)
        if not own or error.message not in own.values():
            self.add_error(None, error.message)


class AppointForm(TermForm):
    """A role for somebody who has an account."""

    person = forms.CharField(
        label=gettext_lazy("手机号或邮箱"),
        max_length=120,
        help_text=gettext_lazy("对方账号上验证过的，要写完整。"),
    )

    field_order = ("person", "role", "begins", "ends")


class OpenAccountForm(TermForm):
    """A role for somebody who has no account yet."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    phone = forms.CharField(
        label=gettext_lazy("手机号"),
        max_length=24,
        required=False,
        widget=forms.TextInput({"type": "tel"}),
    )
    email = forms.CharField(
        label=gettext_lazy("邮箱"),
        max_length=120,
        required=False,
        widget=forms.EmailInput(),
        help_text=gettext_lazy("手机号和邮箱至少填一个，用来登录。"),
    )

    field_order = ("name", "phone", "email", "role", "begins", "ends")

    def person(self) -> PersonFacts:
        """Return how the person is called and reached."""
        typed = self.cleaned_data
        return PersonFacts(typed["name"], typed["phone"], typed["email"])


class ReasonForm(forms.Form):
    """Why something is done to somebody's account or appointment."""

    reason = forms.CharField(
        label=gettext_lazy("原因"),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("会记入操作记录。"),
    )


class EndForm(ReasonForm):
    """When an appointment ends, and why."""

    last_day = forms.DateField(
        label=gettext_lazy("最后一天"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=gettext_lazy("不填就是现在立即结束。"),
    )


class NameForm(forms.Form):
    """How one wants to be called."""

    name = forms.CharField(label=gettext_lazy("怎么称呼您"), max_length=60, required=False)
