"""Papers: handing in, taking out, letting a partner body see one."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from niangjia.casework import actions, queries
from niangjia.casework.forms.values import FilesField, contents
from niangjia.casework.forms.verb import Bench, VerbForm
from niangjia.casework.reachable import partners_asked

TAKEN = _l("收 PDF、照片（JPG、PNG、WEBP）、Word、Excel、文本和录音，一个最多20兆。")


class Attach(VerbForm):
    """Hand in papers as an office."""

    key = "attach"
    name = _l("上传材料")
    button = _l("上传")
    has_files = True
    renames = (("name", "file"),)  # one field here
    file = FilesField(label=_l("文件"), help_text=TAKEN)
    for_asker = forms.BooleanField(label=_l("职工也看得到"), required=False)

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work and bench.is_open

    def _do(self) -> str:
        handed = contents(self.cleaned_data["file"])
        with transaction.atomic():
            for name, data in handed:
                actions.attach(
                    viewer=self.bench.viewer,
                    code=self.bench.code,
                    name=name,
                    data=data,
                    for_asker=bool(self.cleaned_data["for_asker"]),
                )
        return _("已经上传{count}份材料。").format(count=len(handed))


class RemovePaper(VerbForm):
    """Delete a paper that does not belong here."""

    key = "remove-paper"
    name = _l("删除材料")
    button = _l("删除这份材料")
    hint = _l("只在交错了、不该有的时候用。删掉就找不回来，删过这件事会留下记录。")
    is_grave = True
    paper = forms.ChoiceField(label=_l("哪一份"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_l("为什么删"), max_length=200)

    def _prepare(self) -> None:
        found = queries.papers(viewer=self.bench.viewer, code=self.bench.code)
        self.offer("paper", [(one.code, one.name) for one in found])

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.work

    def _do(self) -> str:
        actions.remove_paper(
            viewer=self.bench.viewer,
            code=self.bench.code,
            paper=self.typed("paper"),
            reason=self.typed("reason"),
        )
        return _("材料已经删除。")


class GivePaper(VerbForm):
    """Let a partner body open a paper."""

    key = "give-paper"
    name = _l("给协作单位看材料")
    button = _l("给它看")
    hint = _l("只有选中的这一份。职工会看到给了哪个单位。")
    paper = forms.ChoiceField(label=_l("哪一份"), widget=forms.RadioSelect)
    partner = forms.ChoiceField(label=_l("给哪个单位"))

    def _prepare(self) -> None:
        viewer, code = self.bench.viewer, self.bench.code
        papers = queries.papers(viewer=viewer, code=code)
        partners = partners_asked(viewer=viewer, code=code)
        self.offer("paper", [(one.code, one.name) for one in papers])
        self.offer("partner", [(one.code, one.name) for one in partners])
        if not partners:
            self.fields["partner"].help_text = _("这件事还没有转给协作单位。")

    @classmethod
    def _offered(cls, bench: Bench) -> bool:
        return bench.page.may.lead and bench.is_open

    def _do(self) -> str:
        actions.give_paper(
            viewer=self.bench.viewer,
            code=self.bench.code,
            paper=self.typed("paper"),
            partner=self.typed("partner"),
        )
        return _("协作单位现在看得到这份材料。")
