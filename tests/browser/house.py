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
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions, indexing
from niangjia.rights.caselaw.models import Case
from niangjia.rights.statutes import indexing as laws_index
from niangjia.rights.statutes.actions import import_laws
from niangjia.rights.statutes.models import Statute
from niangjia.rights.statutes.tests.laws import write_laws

OPERATOR = Viewer(operator="browser-tests")
SIGNS_IN = "allauth.account.auth_backends.AuthenticationBackend"
PAPER = (
    "【虚构示例】原告某甲诉被告某公司追索劳动报酬一案。原告向本院提出诉讼请求：判令被告支付工资"
    "12,000元。经审理查明：被告拖欠原告工资12,000元。本院认为，用人单位应当及时足额支付劳动报酬。"
    "判决如下：被告某公司于本判决生效之日起十日内支付原告工资12,000元。"
)


@dataclass(frozen=True, slots=True)
class House:
    """The address of the house, and what the tests visit in it."""

    address: str
    session: str
    told: str
    untold: str
    withdrawn: str
    waiting: str
    run: str
    law: str

    def at(self, path: str) -> str:
        """Return the whole address of a page."""
        return self.address + path


def furnish(address: str, folder: Path) -> House:
    """Load the sample library and a few papers more, and appoint somebody to keep it."""
    actions.load_sample(viewer=OPERATOR)
    run = _import_papers(folder / "示例案例.csv")
    untold, gone, waiting = (_code(title) for title in ("无人解读", "后来撤回", "等待发布"))
    actions.publish_cases(viewer=OPERATOR, codes=[untold, gone])
    actions.withdraw_case(viewer=OPERATOR, code=gone, reason="演示撤回")
    indexing.rebuild()
    law = _import_laws(folder / "示例法规")
    deliver()
    session = _session_of_the_keeper()
    return House(address, session, _code("外卖骑手被拖欠"), untold, gone, waiting, run, law)


def deliver() -> None:
    """Do now what the background workers would do in a moment."""
    for lane in lanes():
        courier.drain(lane)


def _import_papers(file: Path) -> str:
    """Import three papers and two broken records, and return the code of the run."""
    titles = ("无人解读的欠薪", "后来撤回的欠薪", "等待发布的欠薪", "没有正文", "日期不对")
    rows = [
        {
            "案号": f"（虚构）2024示例民初{number}号",
            "标题": f"{title}案（虚构示例）",
            "法院": "示例市某区人民法院",
            "裁判日期": "2024-99-99" if title == "日期不对" else "2024-03-05",
            "正文": "" if title == "没有正文" else f"{PAPER}第{number}件。",
        }
        for number, title in enumerate(titles, 1)
    ]
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, fieldnames=rows[0])
        table.writeheader()
        table.writerows(rows)
    run = actions.import_cases(viewer=OPERATOR, sources=[file], publish=False, held_by=None)
    assert (run.imported, run.rejected) == (3, 2)
    return run.code


def _import_laws(folder: Path) -> str:
    """Import the made-up laws, and return the code of the one with two versions."""
    import_laws(viewer=OPERATOR, folder=write_laws(folder))
    laws_index.rebuild()
    return Statute.objects.get(key="示例职工茶歇法").code


def _code(title: str) -> str:
    return Case.objects.get(title__contains=title).code


def _session_of_the_keeper() -> str:
    """Appoint an editor and administrator of the whole house, and sign them in."""
    top = Organisation.objects.add_root(
        create_kwargs={"name": "全国总工会（示例）", "level": "national", "region_code": ""}
    )
    account = Account.objects.create(name="示例总编辑", email="keeper@demo.niangjia.example")
    for role in (Role.EDITOR, Role.ADMINISTRATOR):
        Appointment.objects.create(
            account=account, organisation=top, role=role, valid_from=date(2000, 1, 1)
        )
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    client = Client()
    client.force_login(account, backend=SIGNS_IN)
    return client.cookies["niangjia"].value
