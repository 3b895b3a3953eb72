"""What comes in is masked before anybody sees it, and the original lies sealed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.models import Case, CaseState, Original
from niangjia.rights.caselaw.originals import open_sealed

from .files import jsonl

pytestmark = pytest.mark.django_db

NAME, FIRM, PHONE = "欧阳示例", "青岛蓝海示范餐饮有限公司", "13905320000"
PAPER = f"""山东省青岛市市南区人民法院
民事判决书
（2023）鲁0202民初4567号
原告：{NAME}，女，1988年3月5日出生，汉族，住青岛市市南区示范路18号3单元501户，电话{PHONE}。
被告：{FIRM}，住所地青岛市市南区示范路20号。
法定代表人：司马范例，总经理。
原告{NAME}向本院提出诉讼请求：判令被告支付拖欠工资35,000.5元。
经审理查明：{NAME}2021年3月1日入职{FIRM}，月工资6000元。
判决如下：被告{FIRM}于本判决生效之日起十日内支付原告{NAME}工资35,000.5元。
"""
SETTLED = f"山东省青岛市市南区人民法院\n民事调解书\n{PAPER}"


def bring(path: Path, operator: Viewer, *, publish: bool = False, text: str = PAPER) -> Case:
    row = {"title": f"{NAME}与{FIRM}劳动争议一审民事判决书", "text": text, "date": "2023-05-12"}
    actions.import_cases(
        viewer=operator, sources=[jsonl(path / "x.jsonl", [row])], publish=publish, held_by=None
    )
    return Case.objects.get()


def test_the_library_holds_the_masked_paper_only(tmp_path: Path, operator: Viewer) -> None:
    case = bring(tmp_path, operator)
    for secret in (NAME, FIRM, PHONE, "司马范例", "18号3单元", "4567"):
        assert secret not in case.text, secret
        assert secret not in case.title, secret
    assert case.state == CaseState.IMPORTED
    assert case.masked_by == ""
    assert (case.issue, case.asker) == ("unpaid_wages", "worker")


def test_the_original_opens_as_it_came_and_its_marks_make_the_masked_text(
    tmp_path: Path, operator: Viewer
) -> None:
    case = bring(tmp_path, operator)
    title, text = open_sealed(Original.objects.get())
    assert title.startswith(NAME)
    assert text.startswith("山东省青岛市市南区人民法院\n民事判决书")
    rebuilt = text
    for start, end, _kind, written in reversed(case.original.marks):
        rebuilt = rebuilt[:start] + written + rebuilt[end:]
    assert rebuilt == case.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks into SQLite's file")
def test_no_name_is_to_be_found_in_the_database_file(tmp_path: Path, operator: Viewer) -> None:
    bring(tmp_path, operator, publish=True)
    database = Path(settings.DATABASES["default"]["NAME"])
    kept = b"".join(file.read_bytes() for file in database.parent.glob(f"{database.name}*"))
    assert "劳动争议".encode() in kept
    for secret in (NAME, FIRM, PHONE, "司马范例"):
        assert secret.encode() not in kept, secret


def test_who_trusts_the_source_vouches_for_the_masking(tmp_path: Path, operator: Viewer) -> None:
    case = bring(tmp_path, operator, publish=True)
    assert case.state == CaseState.PUBLISHED
    assert case.masked_by == case.published_by == operator.actor
    assert NAME not in case.text


def test_trust_later_vouches_too(tmp_path: Path, operator: Viewer) -> None:
    bring(tmp_path, operator)
    case = bring(tmp_path, operator, publish=True)
    assert (case.state, case.masked_by) == (CaseState.PUBLISHED, operator.actor)


def test_a_settlement_is_not_shown_by_trust_alone(tmp_path: Path, operator: Viewer) -> None:
    case = bring(tmp_path, operator, publish=True, text=SETTLED)
    assert (case.mediated, case.state, case.masked_by) == (True, CaseState.IMPORTED, "")
    again = bring(tmp_path, operator, publish=True, text=SETTLED)
    assert again.state == CaseState.IMPORTED


def test_what_the_paper_says_is_kept_without_names(tmp_path: Path, operator: Viewer) -> None:
    case = bring(tmp_path, operator)
    assert (case.joined, case.monthly_wage) == (date(2021, 3, 1), Decimal(6000))
    worker, employer = case.parties.filter(kind__in=["worker", "employer"])
    assert (worker.role, employer.role) == ("plaintiff", "defendant")
    kept = [one.name for one in case.parties.all()] + [one.words for one in case.claims.all()]
    for secret in (NAME, FIRM, "司马范例"):
        assert secret not in "".join(kept)
    claim = case.claims.get()
    assert (claim.kind, claim.claimed) == ("unpaid_wages", Decimal("35000.50"))
    assert [link.number for link in case.chain.all()] == ["（2023）鲁0202民初4567号"]


def test_papers_of_one_employer_have_one_fingerprint(tmp_path: Path, operator: Viewer) -> None:
    rows = [
        {"text": PAPER},
        {"text": PAPER.replace(NAME, "诸葛范例").replace("4567", "4568")},
        {"text": PAPER.replace("蓝海", "红岛").replace("4567", "4569")},
    ]
    path = jsonl(tmp_path / "x.jsonl", rows)
    actions.import_cases(viewer=operator, sources=[path], publish=False, held_by=None)
    one, same, other = Case.objects.order_by("pk").values_list("employer_key", flat=True)
    assert one == same != other
    assert len(one) == len(other) == 32
