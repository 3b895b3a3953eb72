"""The pages: what is typed comes back where it is refused, and nothing of it leads away."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from niangjia.casework.models import Matter
from niangjia.foundation.organisations.models import Employer
from niangjia.kernel.viewer import Viewer
from niangjia.rights.hotline import actions, pages
from niangjia.rights.hotline.models import CentreToken, OldRecord
from niangjia.rights.hotline.panels import PANELS
from niangjia.rights.hotline.tests.calls import KEPT, STORY, called, wrote_in
from niangjia.rights.hotline.tests.test_records import ENDED, book

pytestmark = pytest.mark.django_db
ASK, DESK = "/zhao-gonghui/", "/desk/hotline/"
HIDDEN = re.compile(r'<input type="hidden" name="([\w_]+)" value="([^"]*)"')
RECEIPT = re.compile(r"receipt-number[^>]*>([^<]+)<")
CALL = {"story": STORY, "reach": "any", "behalf": "self", "place": "青岛市南区"}


def hidden(page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(page[page.index("<form") :]))


def steps(client: Client, *typed: dict[str, str]) -> Any:
    """Fill in the form page by page, and return the last answer."""
    answer = client.get(ASK)
    for one in typed:
        answer = client.post(ASK, hidden(answer.content.decode()) | one)
    return answer


WHOLE = (
    {"story": STORY},
    {"item": "petition_wages"},
    {"place": "青岛市南区", "employer_said": "示例站点", "claimed": ""},
    {"phone": "", "name": "", "reach": "never", "behalf": "self"},
)


# The form anybody fills in


def test_everything_is_shown_once_more_before_it_is_sent(client: Client) -> None:
    page = steps(client, *WHOLE).content.decode()
    for words in (STORY, "工资没发、少发", "山东省青岛市市南区", "示例站点", "别联系，我自己来查"):
        assert words in page
    assert not Matter.objects.exists()


@pytest.mark.usefixtures("officer")
def test_it_is_sent_without_a_cookie_and_a_second_press_is_the_same(client: Client) -> None:
    last = steps(client, *WHOLE)
    carried = hidden(last.content.decode()) | {"go": "send"}
    first, second = client.post(ASK, carried), client.post(ASK, carried)
    assert RECEIPT.findall(first.content.decode()) == RECEIPT.findall(second.content.decode())
    assert len(RECEIPT.findall(first.content.decode())) == 2
    assert Matter.objects.count() == 1
    assert not client.cookies
    assert first.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in first.headers["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("at", "typed", "said"),
    [
        (0, {"story": ""}, "还没有写"),
        (1, {"item": ""}, "拿不准就选"),
        (2, {"place": "火星基地"}, "没认出这个地方"),
        (2, {"claimed": "很多"}, "请写数字"),
        (3, {"phone": "12"}, "这个号码打不通"),
        (3, {"website": "http://x.example"}, "请把这一栏清空"),
    ],
)
def test_what_is_wrong_is_said_on_its_page_with_what_was_typed(
    client: Client, at: int, typed: dict[str, str], said: str
) -> None:
    answer = steps(client, *WHOLE[:at], WHOLE[at] | typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    value = next(iter(typed.values()))
    assert value in page
    assert at == 0 or STORY in page, "what was written before goes along"


def test_a_form_that_lay_open_too_long_loses_nothing(client: Client) -> None:
    answer = client.post(ASK, {"mark": "stale", "step": "0", "story": STORY})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert STORY in page
    again = client.post(ASK, hidden(page) | {"story": STORY})
    assert "是哪一类的事" in again.content.decode()


def test_going_back_keeps_everything(client: Client) -> None:
    page = steps(client, *WHOLE).content.decode()
    back = client.post(ASK, hidden(page) | {"go": "to-0"}).content.decode()
    assert STORY in back
    assert hidden(back)["employer_said"] == "示例站点"


def test_what_was_tampered_with_is_shown_and_not_taken(client: Client) -> None:
    carried = hidden(steps(client, *WHOLE).content.decode())
    answer = client.post(ASK, carried | {"go": "send", "item": "no_such"})
    assert answer.status_code == 422
    assert "是哪一类的事" in answer.content.decode()
    assert not Matter.objects.exists()


def test_too_many_from_one_place_are_asked_to_wait(
    client: Client, monkeypatch: pytest.MonkeyPatch, unions: Any
) -> None:
    assert unions.county
    monkeypatch.setattr(pages, "SENT_AN_HOUR", 1)
    cache.clear()
    carried = hidden(steps(client, *WHOLE).content.decode()) | {"go": "send"}
    assert client.post(ASK, carried).status_code == 200
    answer = client.post(ASK, carried)
    assert answer.status_code == 429
    assert STORY in answer.content.decode()


def test_words_of_harm_are_answered_at_once(client: Client) -> None:
    page = steps(client, {"story": "示例：我不想活了。"}).content.decode()
    assert "tel:12356" in page
    assert "tel:110" in page


def test_without_any_union_it_says_whom_to_call(client: Client) -> None:
    carried = hidden(steps(client, *WHOLE).content.decode()) | {"go": "send"}
    answer = client.post(ASK, carried)
    assert answer.status_code == 503
    assert "12351" in answer.content.decode()
    assert STORY in answer.content.decode()


def test_an_answer_of_the_library_fills_it_in(client: Client) -> None:
    sent = {
        "from_answer": "yes", "story": STORY, "issue": "unpaid_wages",
        "fact": ["拖欠时间：2个月", "金额：18,000元"],
    }  # fmt: skip
    answer = client.post(ASK, sent)
    page = answer.content.decode()
    assert STORY in page
    assert "读出来的：拖欠时间：2个月；金额：18,000元。" in page
    assert hidden(page)["item"] == "petition_wages"
    assert answer.request["QUERY_STRING"] == ""
    assert not client.cookies


def test_the_answer_page_carries_the_button(client: Client) -> None:
    page = client.post("/wen/", {"q": "老板拖欠三个月工资不给怎么办"}).content.decode()
    assert "让工会来帮我" in page
    carried = hidden(page[page.index('class="to-union"') - 20 :])
    assert carried["from_answer"] == "yes"
    assert "拖欠三个月工资" in carried["story"]


# The desk


@pytest.fixture
def desk(agent: Viewer, client_of: Callable[[Viewer], Client]) -> Client:
    return client_of(agent)


def mark(desk: Client, where: str = DESK) -> dict[str, str]:
    page = desk.get(where).content.decode()
    return {name: value for name, value in hidden(page).items() if name in {"mark", "office"}}


@pytest.mark.usefixtures("officer")
def test_a_call_is_written_down_and_sent_on(desk: Client) -> None:
    typed = CALL | mark(desk) | {"item": "petition_wages", "send": "yes"}
    page = desk.post(DESK, typed).content.decode()
    assert "现在由市南区总工会（示例）办" in page
    assert "接下一个电话" in page
    assert "劳动争议调解仲裁法》第二十七条" in page, "what has to be said is said"


@pytest.mark.usefixtures("officer")
def test_a_call_may_stay_here(desk: Client) -> None:
    page = desk.post(DESK, CALL | mark(desk) | {"keep": "yes"}).content.decode()
    assert "现在由青岛市总工会（示例）办" in page


def test_the_same_call_pressed_twice_is_one(desk: Client) -> None:
    carried = CALL | mark(desk) | {"keep": "yes"}
    desk.post(DESK, carried)
    assert "没有重复登记" in desk.post(DESK, carried).content.decode()
    assert Matter.objects.count() == 1


def test_a_counter_has_its_own_receipt(desk: Client) -> None:
    where = f"{DESK}counter/"
    page = desk.post(where, CALL | mark(desk, where) | {"keep": "yes"}).content.decode()
    assert "接待下一位" in page
    assert "data-print" in page
    assert Matter.objects.get().channel == "counter"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"story": ""}, "还没有写"),
        ({"place": "火星基地"}, "没认出这个地方"),
        ({"claimed": "许多"}, "请写数字"),
        ({"mark": "stale"}, "打开得太久"),
        ({"grade": "quick"}, "选"),
    ],
)
def test_what_is_refused_comes_back_filled_in(
    desk: Client, changes: dict[str, str], said: str
) -> None:
    carried = CALL | mark(desk) | {"phone": KEPT, "keep": "yes"} | changes
    answer = desk.post(DESK, carried)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert KEPT in page
    assert not Matter.objects.exists()


def test_beside_it_stands_who_called_before_and_only_to_whom_may_see(
    desk: Client, agent: Viewer, officer_elsewhere: Viewer, client_of: Callable[[Viewer], Client]
) -> None:
    came = called(agent)
    shown = desk.post(f"{DESK}beside/", {"story": "", "phone": KEPT}).content.decode()
    assert came.number in shown
    assert "外卖" not in shown, "the number and where it stands, not the story"
    elsewhere = client_of(officer_elsewhere)
    other = elsewhere.post(f"{DESK}beside/", {"story": "", "phone": KEPT}).content.decode()
    assert came.number not in other
    assert "以前来过" not in other


def test_half_a_number_finds_nobody(desk: Client, agent: Viewer) -> None:
    called(agent, phone="1390")
    shown = desk.post(f"{DESK}beside/", {"phone": "1390"}).content.decode()
    assert "以前来过" not in shown


@pytest.mark.usefixtures("officer", "own_union_officer")
def test_beside_it_stands_where_it_goes_and_why(desk: Client, employer: Employer) -> None:
    typed = {"story": STORY, "employer_said": "浪花", "employer": employer.code}
    shown = desk.post(f"{DESK}beside/", typed).content.decode()
    assert "市南区总工会（示例）" in shown
    assert "归海风街道总工会（示例）管，那里现在没有人接热线" in shown
    assert "浪花食品厂工会（示例）" not in shown, "the employer's own union does not come into it"


def test_beside_it_stands_what_class_it_may_be(desk: Client) -> None:
    shown = desk.post(f"{DESK}beside/", {"story": "示例：包工头欠了工地上的钱"}).content.decode()
    assert "工地、包工头欠薪" in shown
    assert "保障农民工工资支付条例》第十条" in shown


def test_a_repeated_call_is_joined_from_the_page(desk: Client, agent: Viewer) -> None:
    came = called(agent)
    carried = CALL | mark(desk) | {"phone": KEPT, "join": came.code, "send": "yes"}
    answer = desk.post(DESK, carried)
    assert answer.status_code == 302
    assert Matter.objects.count() == 1
    assert Matter.objects.get().urged == 1


def test_without_scripts_the_side_is_looked_up_by_a_button(desk: Client, agent: Viewer) -> None:
    came = called(agent)
    page = desk.post(DESK, CALL | mark(desk) | {"phone": KEPT, "look": "yes"}).content.decode()
    assert came.number in page
    assert STORY in page
    assert Matter.objects.count() == 1


def test_the_library_stands_beside_it(desk: Client, worker: Viewer, client_of: Any) -> None:
    page = desk.post(
        f"{DESK}library/", {"story": "老板拖欠三个月工资"}, headers={"HX-Request": "true"}
    )
    assert page.status_code == 200
    assert "欠薪" in page.content.decode()
    assert "<html" not in page.content.decode()
    assert "<html" in desk.post(f"{DESK}library/", {"story": ""}).content.decode()
    assert client_of(worker).post(f"{DESK}library/", {"story": "x"}).status_code == 403


def test_the_screen_asks_few_questions_of_the_database(
    desk: Client, agent: Viewer, employer: Employer
) -> None:
    called(agent)
    desk.get(DESK)
    with CaptureQueriesContext(connection) as asked:
        desk.get(DESK)
    assert len(asked) <= 10
    typed = {"story": STORY, "phone": KEPT, "employer_said": "浪花", "employer": employer.code}
    with CaptureQueriesContext(connection) as asked:
        desk.post(f"{DESK}beside/", typed)
    assert len(asked) <= 12, "with everything filled in at once"


# Keeping


def test_old_records_from_the_page(desk: Client, unions: Any) -> None:
    file = book(ENDED, ["", "x", *ENDED[2:]])
    file.name = "old.xlsx"
    answer = desk.post(f"{DESK}records/", {"office": unions.city.code, "file": file})
    page = answer.content.decode()
    assert "“原编号”没有写；" in page or "“收到日期”不是日期" in page
    one = OldRecord.objects.get()
    shown = desk.get(f"{DESK}records/{one.pk}/").content.decode()
    assert "欠了工资" not in shown, "it opens for a reason only"
    opened = desk.post(f"{DESK}records/{one.pk}/", {"reason": "示例：又来电"}).content.decode()
    assert "欠了工资" in opened
    template = desk.get(f"{DESK}records/template/")
    assert template.content.startswith(b"PK")


def test_a_file_that_is_none_is_refused(desk: Client, unions: Any) -> None:
    file = io.BytesIO("不是表格".encode())
    file.name = "old.xlsx"
    answer = desk.post(f"{DESK}records/", {"office": unions.city.code, "file": file})
    assert answer.status_code == 422
    assert "不是 Excel" in answer.content.decode()


def test_tokens_from_the_page(
    administrator: Viewer, client_of: Callable[[Viewer], Client], unions: Any
) -> None:
    browser = client_of(administrator)
    where = f"{DESK}centres/"
    assert "还没有发过令牌" in browser.get(where).content.decode()
    made = browser.post(where, {"name": "示例呼叫中心", "union": unions.city.name}).content.decode()
    token = re.findall(r"nj12351_[\w-]+", made)[0]
    assert token not in browser.get(where).content.decode()
    one = CentreToken.objects.get()
    assert browser.post(f"{where}{one.code}/revoke/").status_code == 302
    wrong = browser.post(where, {"name": "示例呼叫中心", "union": "没有这个工会"})
    assert wrong.status_code == 422


def test_a_class_is_put_right_from_the_page(desk: Client, agent: Viewer) -> None:
    came = called(agent)
    where = f"{DESK}orders/{came.code}/class/"
    assert "拖欠、克扣工资" in desk.get(where).content.decode()
    refused = desk.post(where, {"item": "petition_injury", "reason": "错"})
    assert refused.status_code == 422
    answer = desk.post(where, {"item": "petition_injury", "reason": "示例：主要是受伤"})
    assert answer.status_code == 302
    assert Matter.objects.get().issue == "work_injury"


def test_the_panels_show_what_only_the_hotline_knows(agent: Viewer, rf: Any) -> None:
    came = wrote_in(wishes="示例：晚上八点以后", region_code="370200")
    request = rf.get("/")
    request.viewer = agent
    shown = str(PANELS.office(request, came.code))
    assert "示例：晚上八点以后" in shown
    assert "信访投诉·拖欠、克扣工资" in shown
    told = str(PANELS.asker(request, came.code))
    assert "工资没发、少发" in told
    assert "示例：晚上八点以后" not in told
    assert PANELS.asker(request, "nothing") == ""
    assert actions.call_again(viewer=agent, code=came.code, words="示例：又打来了") == came.code
