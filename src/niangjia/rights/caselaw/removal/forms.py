"""The forms of requests: of those who ask, and of those who answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niangjia.foundation.people.phones import e164
from niangjia.kernel.errors import Invalid
from niangjia.rights.caselaw.models import RequestWish
from niangjia.rights.caselaw.removal.answering import LONGEST_ANSWER, Decision
from niangjia.rights.caselaw.removal.asking import LONGEST, Wish

CHOOSE = {"required": gettext_lazy("请选一项。"), "invalid_choice": gettext_lazy("请选一项。")}


class Blaming(forms.Form):
    """A form that shows what an action found wrong beside the field it is about."""

    def blame(self, error: Invalid) -> None:
        """Put each problem to its field, and what belongs to none to the top."""
        for name, words in error.fields.items():
            self.add_error(name if name in self.fields else None, words)
        if not error.fields:
            self.add_error(None, error.message)


class RequestForm(Blaming):
    """What somebody asks for. `website` is for machines, which fill in whatever there is."""

    wish = forms.ChoiceField(
        label=gettext_lazy("您希望怎么办"),
        choices=[
            (RequestWish.TAKE_DOWN.value, gettext_lazy("撤下：整个案例都不要公开")),
            (RequestWish.MASK_MORE.value, gettext_lazy("再隐去一些：案例可以留，个别内容要去掉")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    recognisable = forms.ChoiceField(
        label=gettext_lazy("看了这个案例，认得出是谁吗"),
        choices=[
            ("yes", gettext_lazy("认得出：是我，或者是别的某个人")),
            ("no", gettext_lazy("认不出，是别的原因")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    text = forms.CharField(
        label=gettext_lazy("哪些内容要去掉，为什么"),
        help_text=gettext_lazy("比如哪一段、哪个词会让人认出来。不用写姓名、身份证号。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("请写几句，不然不知道要改哪里。")},
    )
    contact = forms.CharField(
        label=gettext_lazy("手机、座机或邮箱"),
        help_text=gettext_lazy("有不清楚的地方才会联系您。不留也一样办，凭受理号就能查到答复。"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    website = forms.CharField(
        label=gettext_lazy("这一栏请空着，是防机器乱填的"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean_contact(self) -> str:
        """Take a phone number or a mail address; a slip here would be an answer to nobody."""
        typed = str(self.cleaned_data["contact"]).strip()
        if not typed or e164(typed):
            return typed
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(_("看起来不是电话，也不是邮箱，请再看一看。")) from None
        return typed

    def clean_website(self) -> str:
        """Stop whoever filled in what nobody sees, and say so in case it was a person."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("请把这一栏清空，再提交一次。"))
        return ""

    def asked(self) -> Wish:
        """Return what a valid form asks for."""
        typed = self.cleaned_data
        return Wish(
            wish=typed["wish"],
            recognisable=typed["recognisable"] == "yes",
            text=typed["text"],
            contact=typed["contact"],
        )


class ReceiptForm(Blaming):
    """The number by which a request is found again."""

    number = forms.CharField(
        label=gettext_lazy("受理号"),
        help_text=gettext_lazy("收据上的20位数字，空格有没有都行。"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请填受理号。")},
    )


class AdditionForm(Blaming):
    """Something more about a request that waits."""

    number = forms.CharField(max_length=60, widget=forms.HiddenInput)
    addition = forms.CharField(
        label=gettext_lazy("补充几句"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("还没有写内容。")},
    )


class AnswerForm(Blaming):
    """An editor's answer."""

    decision = forms.ChoiceField(
        label=gettext_lazy("怎么答复"),
        choices=[
            (Decision.TAKE_DOWN.value, gettext_lazy("同意撤下：案例撤回，不再公开")),
            (
                Decision.MASK_MORE.value,
                gettext_lazy("同意再隐去：回到“待核对脱敏”，改好、重新发布后才公开"),
            ),
            (Decision.REFUSE.value, gettext_lazy("不同意：案例照旧公开")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    answer = forms.CharField(
        label=gettext_lazy("给请求人的答复"),
        help_text=gettext_lazy(
            "用大白话说清做了什么、为什么；不同意的，写明理由。凭受理号能看到，不要写人名。"
        ),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("请用大白话写几句，对方凭受理号看得到。")},
    )
    note = forms.CharField(
        label=gettext_lazy("给脱敏编辑的话"),
        help_text=gettext_lazy(
            "只有工作人员看得到。写明要隐去哪里，不要抄请求里的姓名和联系方式。"
        ),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
