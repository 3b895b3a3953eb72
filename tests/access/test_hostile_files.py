"""Files sent to do harm: the house says no, stays up, and goes on with the next."""

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from niangjia.foundation.ledger import courier, listeners
from niangjia.foundation.ledger.actions import announce
from niangjia.foundation.ledger.listeners import Listener
from niangjia.foundation.ledger.models import Delivery, DeliveryState
from niangjia.foundation.organisations import headings, workbooks
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.intake import uploads
from niangjia.rights.caselaw.intake.reading.webpages import read_page
from niangjia.rights.caselaw.models import Case, ImportRun
from niangjia.site import wiring

TEXT = "原告诉称被告拖欠三个月工资，请求判令支付工资18000元。判决支持原告的请求。"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def far_corner() -> bytes:
    """Return a workbook of a few kilobytes whose table would fill hundreds of gigabytes."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["标题", "正文"])
    sheet["XFD1048576"] = "x"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.django_db
def test_a_table_that_no_memory_holds_is_a_reject_and_the_next_file_comes_in(
    client_of: Callable[[Viewer], Client], editor: Viewer, unions: Any
) -> None:
    files = [
        SimpleUploadedFile("一.xlsx", far_corner()),
        SimpleUploadedFile("二.txt", TEXT.encode()),
    ]
    sent = {"sources": files, "held_by": unions.city.code}
    client_of(editor).post("/desk/library/import/", sent)
    courier.drain("long")
    run = ImportRun.objects.get()
    assert (run.state, run.imported, run.rejected) == ("finished", 1, 1)
    assert "大得不正常" in run.rejects.get().reason


@pytest.mark.django_db
def test_titles_names_and_reasons_are_shown_as_text(
    client_of: Callable[[Viewer], Client], administrator: Viewer, unions: Any
) -> None:
    indexing.ensure_index()
    browser = client_of(administrator)
    table = f"标题,正文,日期\n{SCRIPT.replace(',', '')},{TEXT}{SCRIPT},\n{SCRIPT},,{SCRIPT}\n"
    sent = {
        "sources": SimpleUploadedFile(f"{SCRIPT}.csv", table.encode()),
        "held_by": unions.city.code,
        "publish": "on",
    }
    browser.post("/desk/library/import/", sent)
    courier.drain("long")
    courier.drain("quick")
    case, run = Case.objects.get(), ImportRun.objects.get()
    for where in (
        "/",
        "/anli/?q=拖欠工资",
        f"/anli/?q={SCRIPT}",
        f"/anli/{case.code}/",
        "/desk/library/",
        f"/desk/library/cases/{case.code}/",
        f"/desk/library/runs/{run.code}/",
        "/desk/library/runs/",
    ):
        page = browser.get(where).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """Return a workbook with some bytes of its parts changed, taken out or doubled."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            content = bytearray(old.read(part))
            if chance.random() < 0.4:
                at = chance.randrange(len(content))
                content[at : at + chance.randint(0, 20)] = bytes(
                    chance.choice((b"", b"\0", b"<", b'="', content[:30]))
                )
            if chance.random() < 0.3 and (values := list(re.finditer(rb'="([^"]*)"', content))):
                one = chance.choice(values)
                content[one.start(1) : one.end(1)] = chance.choice((b"", b"-1", b"1e999", b"x"))
            new.writestr(part.filename, bytes(content))
    return written.getvalue()


def test_no_damage_to_a_workbook_breaks_the_page_that_takes_it() -> None:
    chance, whole = random.Random(11), workbooks.template("工会", headings.ORGANISATION)
    refused = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(400):
            try:
                file = io.BytesIO(damaged(whole, chance))
                list(workbooks.read_lines(file, headings.ORGANISATION))
            except Invalid:
                refused += 1
    assert refused > 100


def test_entities_that_grow_are_not_unfolded() -> None:
    whole = workbooks.template("工会", headings.ORGANISATION)
    bomb = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(
        f"<!ENTITY a{n} '{f'&a{n - 1};' * 12}'>" for n in range(1, 10)
    )
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            text = old.read(part).decode()
            if part.filename == "xl/worksheets/sheet1.xml":
                text, changed = re.subn(r"<t>[^<]*</t>", "<t>&a9;</t>", text, count=1)
                assert changed
                text = f"{bomb}]>{text}"
            new.writestr(part.filename, text)
    with pytest.raises(Invalid):
        list(workbooks.read_lines(io.BytesIO(written.getvalue()), headings.ORGANISATION))


def test_a_page_of_nothing_but_furniture_is_read_in_one_go() -> None:
    page = f"<p>{'<nav>菜单</nav>字' * 50_000}</p><!-- x --><div class='ad'>广告</div>尾"
    assert read_page(page.encode()).text == "字" * 50_000 + "\n尾"


class Panic(BaseException):
    """What a library in another language raises when it breaks: no Exception."""


@pytest.fixture
def _listening() -> Any:
    def panic(_payloads: Any) -> None:
        raise Panic

    listeners.bind([Listener("示例", "示例", panic)])
    yield
    listeners.bind(wiring.LISTENERS)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_listening")
def test_a_panic_of_a_library_is_kept_and_tried_again() -> None:
    told()
    assert courier.deliver_due("quick").failed == 1
    assert Delivery.objects.get().error.startswith("Panic ")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_listening")
def test_what_brings_the_program_down_every_time_is_given_up() -> None:
    told()
    Delivery.objects.update(
        state=DeliveryState.TAKEN,
        attempts=courier.GIVE_UP_AFTER,
        taken_until=clock.now() - timedelta(seconds=1),
    )
    assert courier.deliver_due("quick").failed == 1
    delivery = Delivery.objects.get()
    assert delivery.state == DeliveryState.FAILED
    assert "停了" in delivery.error


def told() -> None:
    with transaction.atomic():
        announce("示例", [{}])


def test_names_of_files_stay_where_they_belong(tmp_path: Path) -> None:
    for name in ("../../x.csv", "/etc/x.csv", "..\\..\\x.csv", "a/\0/x.csv", "~/.x.csv", "-rf.csv"):
        safe = uploads.safe_name(name)
        assert (tmp_path / safe).resolve().parent == tmp_path.resolve()
