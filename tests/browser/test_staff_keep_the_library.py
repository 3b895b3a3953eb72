"""An editor imports, looks, publishes, withdraws; by mouse, by keyboard, without scripts."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.house import PAPER, House, deliver, walked


def papers(tmp_path: Path, *names: str) -> list[str]:
    files = []
    for name in names:
        file = tmp_path / f"{name}.txt"
        file.write_text(f"{name}（虚构示例）\n\n{PAPER}{name}", encoding="utf-8")
        files.append(str(file))
    return files


def test_import_and_confirm_by_keyboard(staff: Page, house: House, tmp_path: Path) -> None:
    staff.goto(house.at("/desk/library/import/"))
    staff.get_by_label("要导入的文件").set_input_files(papers(tmp_path, "甲案", "乙案"))
    staff.get_by_role("button", name="开始导入").click()
    expect(staff.get_by_role("status")).to_have_text("排队中")
    deliver()
    expect(staff.get_by_role("status")).to_have_text("已完成", timeout=60_000)
    expect(staff.locator(".figures")).to_contain_text("2")
    staff.get_by_role("link", name="去逐件核对").click()
    rows = staff.locator("[data-row]")
    expect(rows).to_have_count(2)
    staff.keyboard.press("j")
    staff.keyboard.press("x")
    expect(staff.get_by_text("已选 1 件")).to_be_visible()
    staff.keyboard.press("c")
    expect(staff.get_by_text("已确认1件案例的脱敏")).to_be_visible()
    expect(rows).to_have_count(1)


def test_publish_withdraw_restore(staff: Page, house: House, tmp_path: Path) -> None:
    code = walked(tmp_path, "checked")
    staff.goto(house.at(f"/desk/library/cases/{code}/publication/"))
    staff.keyboard.press("p")
    expect(staff.get_by_text("已发布1件案例")).to_be_visible()
    deliver()
    staff.get_by_role("button", name="撤回").click()
    staff.get_by_role("button", name="确认撤回").click()
    assert staff.get_by_label("撤回的原因").evaluate("box => box.validity.valueMissing")
    staff.get_by_label("撤回的原因").fill("能认出当事人")
    staff.get_by_role("button", name="确认撤回").click()
    expect(staff.get_by_text("已撤回1件案例")).to_be_visible()
    answer = staff.goto(house.at(f"/anli/{code}/"))
    assert answer is not None
    assert answer.status == 410
    staff.goto(house.at(f"/desk/library/cases/{code}/publication/"))
    staff.get_by_label("为什么恢复").fill("已经改好")
    staff.get_by_role("button", name="恢复").click()
    expect(staff.get_by_text("已恢复")).to_be_visible()
    staff.get_by_role("button", name="发布").click()
    expect(staff.get_by_text("已发布1件案例")).to_be_visible()


def test_the_desk_works_without_scripts(
    staff_without_scripts: Page, house: House, tmp_path: Path
) -> None:
    page = staff_without_scripts
    page.goto(house.at("/desk/library/import/"))
    page.get_by_label("要导入的文件").set_input_files(papers(tmp_path, "丙案"))
    page.get_by_role("button", name="开始导入").click()
    expect(page.locator("noscript meta, meta[http-equiv=refresh]").first).to_have_attribute(
        "content", "3"
    )
    deliver()
    expect(page.get_by_role("status")).to_have_text("已完成", timeout=60_000)
    page.get_by_role("button", name="全部确认").click()
    expect(page.get_by_text("已确认1件案例的脱敏")).to_be_visible()
    code = walked(tmp_path, "checked")
    page.goto(house.at("/desk/library/queues/publishing/"))
    page.locator(f"input[value='{code}']").check()
    page.get_by_role("button", name="发布选中的").click()
    expect(page.get_by_text("已发布1件案例")).to_be_visible()
    page.goto(house.at("/desk/library/?state=published"))
    page.locator(f"input[value='{code}']").check()
    page.get_by_role("button", name="撤回选中的").click()
    page.get_by_label("撤回的原因").fill("演示")
    page.get_by_role("button", name="确认撤回").click()
    expect(page.get_by_text("已撤回1件案例")).to_be_visible()


def test_rejects_are_listed_and_handed_over_as_a_workbook(staff: Page, house: House) -> None:
    staff.goto(house.at(f"/desk/library/runs/{house.run}/"))
    reasons = staff.get_by_role("region").or_(staff.locator("section")).last
    expect(reasons).to_contain_text("正文是空的")
    with staff.expect_download() as waiting:
        staff.get_by_role("link", name="下载表格").click()
    file = Path(waiting.value.path())
    assert waiting.value.suggested_filename == f"未能导入-{house.run}.xlsx"
    rows = list(load_workbook(BytesIO(file.read_bytes())).active.values)  # type: ignore[union-attr]
    assert rows[0] == ("来源", "行", "原因")
    assert len(rows) == 3


def test_keys_can_be_switched_off(staff: Page, house: House) -> None:
    staff.goto(house.at("/desk/library/"))
    staff.keyboard.press("?")
    staff.get_by_label("使用快捷键").uncheck()
    staff.reload()
    staff.keyboard.press("j")
    expect(staff.locator("[data-row].at")).to_have_count(0)


def test_a_form_pressed_twice_is_sent_once(staff: Page, house: House, tmp_path: Path) -> None:
    sent: list[str] = []
    staff.on("request", lambda request: sent.append(request.method))
    staff.goto(house.at("/desk/library/import/"))
    staff.get_by_label("要导入的文件").set_input_files(papers(tmp_path, "丁案"))
    staff.get_by_role("button", name="开始导入").dblclick()
    expect(staff).to_have_url(re.compile("/runs/"))
    assert sent.count("POST") == 1


@pytest.mark.parametrize("path", ["/desk/", "/desk/library/queues/", "/desk/library/import/"])
def test_a_stranger_is_sent_to_sign_in(page: Page, house: House, path: str) -> None:
    page.goto(house.at(path))
    expect(page).to_have_url(re.compile(r"/account/login/\?next="))
