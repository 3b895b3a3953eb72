"""What the verbs of the audit trail are called in the history of a case."""

from django.utils.translation import gettext as _


def deed(verb: str) -> str:
    """Return a verb of the trail in Chinese; an unknown one as it is."""
    names = {
        "case.masked": _("确认脱敏"),
        "case.remasked": _("修改脱敏"),
        "case.interpreted": _("提交解读"),
        "case.checked": _("复核通过"),
        "case.sent_back": _("退回"),
        "case.published": _("发布"),
        "case.withdrawn": _("撤回"),
        "case.restored": _("恢复"),
        "case.held": _("暂时收起"),
        "case.released": _("重新公开"),
        "case.embargoed": _("设定公开日期"),
        "case.linked": _("关联"),
        "case.merged": _("合并"),
        "consent.recorded": _("登记双方同意"),
        "original.opened": _("查看原文"),
        "task.taken": _("领取"),
        "task.released": _("放回队列"),
        "task.assigned": _("分派"),
    }
    return names.get(verb, verb)
