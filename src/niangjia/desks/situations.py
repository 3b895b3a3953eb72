"""What happens to people at work, in their own words: the ways into the library."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Situation:
    """A common situation: the library's issue for it, how people call it, and how it shows."""

    issue: str
    name: Promise
    words: Promise


SITUATIONS = (
    Situation("unpaid_wages", _("工资拖着不给"), _("欠薪、扣工资、结不到账")),
    Situation("overtime", _("加班不给钱"), _("加班费、周末、节假日上班")),
    Situation("no_contract", _("没签劳动合同"), _("干了几个月，合同没见着")),
    Situation("unlawful_dismissal", _("被辞退了"), _("说开就开，不让上班")),
    Situation("severance", _("离职要补偿"), _("裁员、合同到期、N+1")),
    Situation("work_injury", _("干活受了伤"), _("工伤认定、赔多少、谁来付")),
    Situation("social_insurance", _("不给交社保"), _("五险一金、少交、漏交")),
    Situation("leave", _("不让休假"), _("年假、病假、婚丧假")),
    Situation("women", _("怀孕生育受影响"), _("孕期调岗、产假、哺乳期")),
    Situation("probation", _("试用期说不合格"), _("延长试用、工资打折")),
    Situation("non_compete", _("不让去同行"), _("竞业限制、违约金")),
    Situation("relationship", _("公司说不是员工"), _("骑手、主播、包工、挂靠")),
    Situation("safety", _("得了职业病"), _("粉尘、毒物、危险活")),
    Situation("other", _("别的事"), _("调岗、培训费、押证件")),
)
