"""What stands in the house that the browser visits."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from niangjia.foundation.ledger import courier
from niangjia.foundation.ledger.listeners import lanes
from niangjia.foundation.organisations.models import Organisation
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import viewer_of
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions, indexing
from niangjia.rights.caselaw.models import Case, ImportRun
from niangjia.rights.statutes import indexing as laws_index
from niangjia.rights.statutes.actions import import_laws
from niangjia.rights.statutes.models import Statute
from niangjia.rights.statutes.tests.laws import write_laws

OPERATOR = Viewer(operator="browser-tests")
WRITER = Viewer(operator="browser-tests-writer")
SIGNS_IN = "allauth.account.auth_backends.AuthenticationBackend"
PAPER = (
    "【虚构示例】原告某甲诉被告某公司追索劳动报酬一案。原告向本院提出诉讼请求：判令被告支付工资"
    "12,000元。经审理查明：被告拖欠原告工资12,000元。本院认为，用人单位应当及时足额支付劳动报酬。"
    "判决如下：被告某公司于本判决生效之日起十日内支付原告工资12,000元。"
)
NAMED_PAPER = PAPER.replace("某甲", "钱示例").replace("经审理查明：", "经审理查明：钱示例说，") + (
    "钱示例的联系电话13800000000。"
)
TOLD = {
    "facts": "职工在工厂上班，工厂好几个月没有发工资，职工催了几次都没有结果。",
    "dispute": "工厂该不该补发拖欠的工资。",
    "result": "法院判工厂付清工资12,000元。",
    "reasons": "工厂要按时足额发工资，资金周转困难不是拖欠的理由。",
    "lesson": "留好工资条、考勤和聊天记录。",
    "articles": [["劳动合同法", "第三十条"]],
}


@dataclass(frozen=True, slots=True)
class House:
    """The address of the house, and what the tests visit in it.

    `masking`, `writing`, `checking` and `ready` wait for the next step of their way; the keeper
    has opened the original of `masking`.
    """

    address: str
    session: str
    told: str
    untold: str
    withdrawn: str
    waiting: str
    run: str
    law: str
    masking: str
    writing: str
    checking: str
    ready: str

    def at(self, path: str) -> str:
        """Return the whole address of a page."""
        return self.address + path


def furnish(address: str, folder: Path) -> House:
    """Load the sample library and a few papers more, and appoint somebody to keep it."""
    actions.load_sample(viewer=OPERATOR)
    run = _import_papers(folder / "示例案例.csv")
    _import_trusted(folder / "可信来源.csv")
    untold, gone, waiting = (_code(title) for title in ("无人解读", "后来撤回", "等待核对"))
    actions.withdraw_case(viewer=OPERATOR, code=gone, reason="演示撤回")
    indexing.rebuild()
    law = _import_laws(folder / "示例法规")
    deliver()
    keeper = _engage_the_keeper()
    masking, writing, checking = (
        walked(folder, state) for state in ("imported", "masked", "interpreted")
    )
    ready = walked(folder, "checked", again=True)
    actions.comment(viewer=OPERATOR, code=writing, text="金额请核对一遍。", about="result")
    reason = "核对机器脱敏"
    actions.open_original(viewer=viewer_of(keeper), code=masking, reason=reason)
    told = _code("外卖骑手被拖欠")
    session = _session_of(keeper)
    return House(
        address, session, told, untold, gone, waiting, run, law, masking, writing, checking, ready
    )


def deliver() -> None:
    """Do now what the background workers would do in a moment."""
    for lane in lanes():
        courier.drain(lane)


def _import_papers(file: Path) -> str:
    """Import three papers and two broken records, and return the code of the run."""
    titles = ("等待核对的欠薪", "等待核实的欠薪", "等待复查的欠薪", "没有正文", "日期不对")
    run = _import(file, titles, publish=False)
    assert (run.imported, run.rejected) == (3, 2)
    return run.code


def _import_trusted(file: Path) -> None:
    """Import two papers of a trusted source, which are public at once and told by nobody."""
    assert _import(file, ("无人解读的欠薪", "后来撤回的欠薪"), publish=True).imported == 2


def _import(file: Path, titles: tuple[str, ...], *, publish: bool) -> ImportRun:
    rows = [
        {
            "案号": f"（虚构）2024示例民初{number}号",
            "标题": f"{title}案（虚构示例）",
            "法院": "示例市某区人民法院",
            "裁判日期": "2024-99-99" if title == "日期不对" else "2024-03-05",
            "正文": "" if title == "没有正文" else f"{PAPER}{title}。",
        }
        for number, title in enumerate(titles, 11 if publish else 1)
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, fieldnames=rows[0])
        table.writeheader()
        table.writerows(rows)
    return actions.import_cases(viewer=OPERATOR, sources=[file], publish=publish, held_by=None)


def walked(folder: Path, state: str, *, again: bool = False) -> str:
    """Bring in one more paper, walk it to a state, and return its code.

    `again`: its interpretation was sent back once and handed in anew.
    """
    name = f"途中的欠薪{public_code()}"
    file = folder / f"{name}.txt"
    file.write_text(f"{name}（虚构示例）\n\n{NAMED_PAPER}{name}", encoding="utf-8")
    actions.import_cases(viewer=OPERATOR, sources=[file], publish=False, held_by=None)
    code = Case.objects.latest("pk").code
    steps = ("imported", "masked", "interpreted", "checked").index(state)
    if steps >= 1:
        actions.confirm_masking(viewer=OPERATOR, codes=[code])
    if steps >= 2:
        actions.hand_in(viewer=WRITER, code=code, content=TOLD)
    if again:
        actions.send_back(viewer=OPERATOR, code=code, reason="金额要写清楚")
        changed = {**TOLD, "result": "法院判工厂在十天里付清工资12,000元。"}
        actions.hand_in(viewer=WRITER, code=code, content=changed)
    if steps >= 3:
        actions.check(viewer=OPERATOR, codes=[code])
    return code


def _import_laws(folder: Path) -> str:
    """Import the made-up laws, and return the code of the one with two versions."""
    import_laws(viewer=OPERATOR, folder=write_laws(folder))
    laws_index.rebuild()
    return Statute.objects.get(key="示例职工茶歇法").code


def _code(title: str) -> str:
    return Case.objects.get(title__contains=title).code


def _engage_the_keeper() -> Account:
    """Appoint an editor and administrator of the whole house."""
    top = Organisation.objects.add_root(
        create_kwargs={"name": "全国总工会（示例）", "level": "national", "region_code": ""}
    )
    account = Account.objects.create(name="示例总编辑", email="keeper@demo.niangjia.example")
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        Appointment.objects.create(
            account=account, organisation=top, role=role, valid_from=date(2000, 1, 1)
        )
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    return account


def _session_of(account: Account) -> str:
    client = Client()
    client.force_login(account, backend=SIGNS_IN)
    return client.cookies["niangjia"].value
