"""Masking by hand, interpreting, checking: saved by itself, two windows at once, by keyboard."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from niangjia.rights.caselaw.models import Case, Draft, Original
from tests.browser.house import House, walked

SELECT = """words => {
  const part = document.querySelector("[data-side=original] [data-part=text]");
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return;
  }
  throw new Error("not there");
}"""


def opened(page: Page, house: House, code: str) -> None:
    page.goto(house.at(f"/desk/library/cases/{code}/masking/"))
    page.get_by_role("button", name="打开原文").click()
    expect(page.locator("[data-place]")).to_contain_text("处")


def masked_side(page: Page) -> str:
    return page.locator("[data-side=masked]").inner_text()


def test_masking_by_hand(staff: Page, house: House, tmp_path: Path) -> None:
    code = walked(tmp_path, "imported")
    opened(staff, house, code)
    before = staff.locator("[data-side=original] [data-mark]").count()
    staff.locator("[data-side=original] [data-mark]", has_text="13800000000").click()
    panel = staff.locator("[data-panel]")
    expect(panel.locator("[data-words]")).to_have_text("13800000000")
    expect(staff.locator("[data-side=masked] [data-mark].at")).to_be_visible()
    panel.get_by_label("写成").fill("（电话略）")
    assert "（电话略）" in masked_side(staff)
    staff.evaluate(SELECT, "劳动报酬")
    expect(panel.locator("[data-words]")).to_have_text("劳动报酬")
    panel.get_by_label("是什么").select_option(label="其他")
    panel.get_by_role("button", name="其他地方也一样").click()
    assert "劳动报酬" not in masked_side(staff)
    expect(staff.locator("[data-status]")).to_contain_text("已保存")
    staff.reload()
    assert "劳动报酬" not in masked_side(staff)
    assert "（电话略）" in masked_side(staff)
    staff.keyboard.press("j")
    staff.keyboard.press("x")
    after = staff.locator("[data-side=original] [data-mark]")
    now = after.count()
    staff.keyboard.press("u")
    expect(after).to_have_count(now + 1)
    assert now >= before
    staff.keyboard.press("c")
    expect(staff.get_by_text("已确认1件案例的脱敏")).to_be_visible()
    case = Case.objects.get(code=code)
    assert case.state == "masked"
    assert "劳动报酬" not in case.text
    assert "（电话略）" in case.text


def test_masking_in_two_windows_keeps_both(staff: Page, house: House, tmp_path: Path) -> None:
    code = walked(tmp_path, "imported")
    opened(staff, house, code)
    other = staff.context.new_page()
    other.goto(staff.url)
    for page, words in ((staff, "劳动报酬"), (other, "诉讼请求")):
        page.evaluate(SELECT, words)
        page.locator("[data-panel]").get_by_role("button", name="遮住", exact=True).click()
        settled = "已保存" if page is staff else "没有保存"
        expect(page.locator("[data-status]")).to_contain_text(settled)
    expect(other.locator("[data-conflict]")).to_be_visible()
    other.get_by_role("button", name="两边遮的都要").click()
    expect(other.locator("[data-status]")).to_contain_text("已保存")
    marks = Original.objects.get(case__code=code).marks
    assert [row[2] for row in marks].count("person") >= 3
    assert len({row[0] for row in marks}) == len(marks)
    marked = other.locator("[data-side=original] [data-mark]")
    expect(marked.filter(has_text="劳动报酬")).to_have_count(1)
    expect(marked.filter(has_text="诉讼请求")).to_have_count(1)


def test_masking_without_scripts(staff_without_scripts: Page, house: House, tmp_path: Path) -> None:
    page, code = staff_without_scripts, walked(tmp_path, "imported")
    page.goto(house.at(f"/desk/library/cases/{code}/masking/"))
    page.get_by_role("button", name="打开原文").click()
    page.get_by_label("原文里的字").fill("劳动报酬")
    page.get_by_label("“13800000000”写成").fill("（电话略）")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("已保存。")).to_be_visible()
    case = Case.objects.get(code=code)
    assert "劳动报酬" not in case.text
    assert "（电话略）" in case.text


def test_what_could_not_be_saved_is_offered_again(
    staff: Page, house: House, tmp_path: Path
) -> None:
    code = walked(tmp_path, "imported")
    before = Case.objects.get(code=code).text.count("劳动报酬")
    opened(staff, house, code)
    staff.route("**/marks", lambda route: route.abort())
    staff.evaluate(SELECT, "劳动报酬")
    staff.locator("[data-panel]").get_by_role("button", name="遮住", exact=True).click()
    expect(staff.locator("[data-status]")).to_contain_text("没有保存上")
    staff.unroute("**/marks")
    staff.on("dialog", lambda dialog: dialog.accept())
    staff.reload()
    staff.get_by_role("button", name="接着用").click()
    expect(staff.locator("[data-status]")).to_contain_text("已保存")
    assert Case.objects.get(code=code).text.count("劳动报酬") == before - 1


def test_writing_saves_itself_and_survives_a_reload(
    staff: Page, house: House, tmp_path: Path
) -> None:
    code = walked(tmp_path, "masked")
    staff.goto(house.at(f"/desk/library/cases/{code}/interpretation/"))
    staff.get_by_label("发生了什么").fill("工厂三个月没发工资。职工催了几次，没有用。")
    expect(staff.locator("[data-status]")).to_contain_text(re.compile(r"已保存 \d\d:\d\d"))
    expect(staff.locator("[data-reading]")).to_contain_text("好懂")
    court = "鉴于被告未予举证证明其已足额支付原告劳动报酬，故对其抗辩不予采信，原告诉请应予支持"
    staff.get_by_label("为什么这样处理").fill(court * 2)
    expect(staff.locator("[data-reading]")).to_contain_text("难懂")
    staff.reload()
    expect(staff.get_by_label("发生了什么")).to_have_value(re.compile("催了几次"))
    staff.get_by_role("button", name="提交复核").click()
    expect(staff.get_by_role("alert")).to_contain_text("还没有写完")
    expect(staff.get_by_label("发生了什么")).to_have_value(re.compile("催了几次"))


def test_a_law_is_looked_up_and_its_article_added(
    staff: Page, house: House, tmp_path: Path
) -> None:
    code = walked(tmp_path, "masked")
    staff.goto(house.at(f"/desk/library/cases/{code}/interpretation/"))
    staff.get_by_label("法律名称").press_sequentially("茶歇")
    expect(staff.locator("datalist option").first).to_have_attribute("value", "示例职工茶歇法")
    staff.get_by_label("法律名称").fill("示例职工茶歇法")
    staff.get_by_label("第几条").fill("第二条")
    staff.get_by_role("button", name="加上").click()
    expect(staff.get_by_label("依据的法条")).to_have_value(re.compile("《示例职工茶歇法》第二条$"))
    expect(staff.locator("[data-status]")).to_contain_text("已保存")
    staff.reload()
    expect(staff.get_by_label("依据的法条")).to_have_value(re.compile("《示例职工茶歇法》第二条"))


def test_writing_in_two_windows_keeps_both(staff: Page, house: House, tmp_path: Path) -> None:
    code = walked(tmp_path, "masked")
    other = staff.context.new_page()
    for page in (staff, other):
        page.goto(house.at(f"/desk/library/cases/{code}/interpretation/"))
    staff.get_by_label("发生了什么").fill("第一个窗口写的")
    expect(staff.locator("[data-status]")).to_contain_text("已保存")
    other.get_by_label("发生了什么").fill("第二个窗口写的")
    expect(other.locator("[data-conflict]")).to_be_visible()
    expect(other.locator("[data-theirs]")).to_contain_text("第一个窗口写的")
    expect(other.get_by_label("发生了什么")).to_have_value("第二个窗口写的")
    other.get_by_role("button", name="用这里的").click()
    expect(other.locator("[data-status]")).to_contain_text("已保存")
    assert Draft.objects.get(case__code=code).content["facts"] == "第二个窗口写的"


def test_through_the_queue_by_keyboard(staff: Page, house: House, tmp_path: Path) -> None:
    codes = [walked(tmp_path, "interpreted") for _ in range(2)]
    staff.goto(house.at("/desk/library/queues/checking/"))
    staff.keyboard.press("n")
    expect(staff).to_have_url(re.compile("/check/$"))
    first = staff.url
    staff.keyboard.press("c")
    expect(staff.get_by_text("已通过1件案例的复核")).to_be_visible()
    expect(staff).not_to_have_url(first)  # the next one is open
    expect(staff).to_have_url(re.compile("/check/$"))
    staff.keyboard.press("6")
    expect(staff).to_have_url(re.compile("/history/$"))
    states = Case.objects.filter(code__in=[house.checking, *codes]).values_list("state", flat=True)
    assert "checked" in set(states)
    staff.goto(house.at("/desk/library/queues/checking/"))
    staff.keyboard.press("?")
    expect(staff.get_by_text("选中的通过复核", exact=True).last).to_be_visible()


def test_the_page_carries_no_original_before_it_is_opened(
    staff: Page, house: House, tmp_path: Path
) -> None:
    code = walked(tmp_path, "imported")
    for page in ("", "masking/", "interpretation/", "check/", "history/"):
        staff.goto(house.at(f"/desk/library/cases/{code}/{page}"))
        assert "钱示例" not in json.dumps(staff.content(), ensure_ascii=False)
