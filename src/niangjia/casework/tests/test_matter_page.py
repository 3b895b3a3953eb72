"""The matter's page and its verbs: what each form does, and how a refused one comes back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from niangjia.casework import actions
from niangjia.casework.models import Entry, EntryKind, Matter
from niangjia.casework.pages.verbs import VERBS
from niangjia.casework.tests.desk import PHONE, answered, matter, receipt, received
from niangjia.foundation.files.models import KeptFile
from niangjia.kernel import clock
from niangjia.kernel.viewer import Role, Viewer

pytestmark = pytest.mark.django_db
Browser = Callable[[Viewer], Client]
WORDS = "示例：一句足够长的话，写清楚了。"


def at(code: str, verb: str = "") -> str:
    return f"/desk/matters/{code}/" + (f"{verb}/" if verb else "")


def kinds(code: str) -> list[str]:
    found = Entry.objects.filter(matter__code=code).order_by("number")
    return list(found.values_list("kind", flat=True))


SAYS: dict[str, tuple[dict[str, Any], str]] = {
    "take": ({}, EntryKind.TAKEN),
    "note": ({"words": WORDS, "readers": "colleagues"}, EntryKind.NOTE),
    "call": ({"words": WORDS}, EntryKind.CALL),
    "tell": ({"words": WORDS}, EntryKind.TOLD),
    "call-back": ({"reached": "no", "said": WORDS}, EntryKind.CALL_BACK),
    "step-start": ({}, EntryKind.MOVED),
    "regrade": ({"grade": "complex", "words": WORDS}, EntryKind.GRADED),
    "pause": ({"kind": "handle.appraisal", "words": WORDS}, EntryKind.CLOCK),
    "refer": ({"procedure": "aid", "words": WORDS}, EntryKind.REFERRED),
    "dispatch": ({"to": "青岛市总工会（示例）", "words": WORDS}, EntryKind.DISPATCHED),
    "share": ({"office": "青岛市建筑工会（示例）", "words": WORDS}, EntryKind.SHARED),
    "alarm": ({"reason": WORDS}, EntryKind.CRISIS),
    "person": ({"reason": WORDS}, EntryKind.VIEWED),
    "answer": ({"result": "paid", "told": WORDS, "recovered": "1.8万"}, EntryKind.ANSWERED),
}


@pytest.mark.parametrize("verb", SAYS)
@pytest.mark.usefixtures("city_officer", "supervisor")
def test_each_verb_is_offered_and_does_what_it_says(
    verb: str, officer: Viewer, person: Callable[..., Viewer], unions: Any, client_of: Browser
) -> None:
    person("示例产业办事员", (Role.OFFICER, unions.industry))
    person("示例律师甲", (Role.LAWYER, unions.county))
    code, (sent, kind) = received().code, SAYS[verb]
    browser = client_of(officer)
    page = browser.get(at(code)).content.decode()
    if verb != "answer" and not verb.startswith("step-"):  # first it is taken
        assert at(code, verb) in page
    assert browser.get(at(code, verb)).status_code == 200
    done = browser.post(at(code, verb), sent)
    assert done.status_code == (200 if verb == "person" else 302), done.content.decode()[-3000:]
    assert kind in kinds(code)


def test_who_asks_is_shown_once_for_a_reason(officer: Viewer, client_of: Browser) -> None:
    code, browser = received().code, client_of(officer)
    assert PHONE not in browser.get(at(code)).content.decode()
    refused = browser.post(at(code, "person"), {"reason": " "})
    assert refused.status_code == 422
    assert PHONE not in refused.content.decode()
    shown = browser.post(at(code, "person"), {"reason": "示例：准备回访"})
    assert PHONE in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert kinds(code).count("viewed") == 1


@pytest.mark.usefixtures("supervisor")
def test_what_is_refused_comes_back_filled_with_the_reason(
    officer: Viewer, client_of: Browser
) -> None:
    code, browser = received().code, client_of(officer)
    actions.move(viewer=officer, code=code, step="start", filled={})
    cases: tuple[tuple[str, dict[str, str], str], ...] = (
        ("answer", {"result": "paid", "told": WORDS}, "请填追回了多少元"),
        ("answer", {"result": "paid", "told": WORDS, "recovered": "很多"}, "看不懂这个金额"),
        ("answer", {"result": "paid", "told": WORDS, "recovered": "-5"}, "金额不对"),
        ("explain", {"reason": "not_ours", "why": WORDS}, "请先给职工回电话"),
        ("return", {"reason": WORDS}, "不是别处派来的"),
        ("dispatch", {"to": "没有这个工会", "words": WORDS}, "没有找到"),
        ("dispatch", {"to": "总工会（示例）", "words": WORDS}, "不止一个工会"),
        ("step-ask_papers", {"what": "示例：照片", "kind": "web"}, "请写明要哪些工资材料"),
        ("step-ask_papers", {"what": "", "kind": "web"}, "这个字段是必填项"),
        ("pause", {"kind": "handle.appraisal", "words": "短"}, "请至少写5个字"),
        ("extend", {"kind": "handle", "count": "3", "words": WORDS}, "有权批准的人"),
    )
    for verb, sent, why in cases:
        page = browser.post(at(code, verb), sent)
        text = page.content.decode()
        assert page.status_code == 422, (verb, page.status_code)
        assert why in text, (verb, why)
        for value in sent.values():
            if value.startswith("示例"):
                assert value in text
    assert matter(code).state == "working"


def test_a_matter_that_went_elsewhere_leads_back_to_the_queue(
    officer: Viewer, city_officer: Viewer, unions: Any, client_of: Browser
) -> None:
    code = received().code
    actions.dispatch(viewer=officer, code=code, to=unions.city.code, words="示例：请市里办")
    done = client_of(city_officer).post(at(code, "return"), {"reason": WORDS})
    assert done.headers["Location"] == "/desk/matters/"
    assert matter(code).responsible == unions.county


def test_a_supervisor_decides_and_extends(supervisor: Viewer, client_of: Browser) -> None:
    code, browser = received().code, client_of(supervisor)
    day = (clock.today() + timedelta(days=2)).isoformat()
    for verb, sent in (
        ("supervise", {"words": WORDS, "until": day}),
        ("extend", {"kind": "handle", "count": "3", "words": WORDS}),
        ("note", {"words": "示例：只给督导", "readers": "supervisors"}),
    ):
        assert browser.post(at(code, verb), sent).status_code == 302
    assert matter(code).supervised_until is not None


def test_a_crisis_comes_with_its_steps_before_anything_else(
    officer: Viewer, client_of: Browser
) -> None:
    code, browser = received(story="示例：我不想活了。").code, client_of(officer)
    text = browser.get(at(code)).content.decode()
    assert text.index("先稳住对方") < text.index("下一步")
    refused = browser.post(at(code, "answer"), {"result": "paid", "told": WORDS, "recovered": "0"})
    assert "有危险信号" in refused.content.decode()
    assert browser.post(at(code, "attend"), {"done": WORDS}).status_code == 302
    assert matter(code).crisis == "attended"


def test_papers_are_handed_in_several_at_once_or_none(officer: Viewer, client_of: Browser) -> None:
    code, browser = received().code, client_of(officer)
    good = SimpleUploadedFile("示例.txt", "示例：工资条".encode())
    bad = SimpleUploadedFile("示例.exe", b"MZ\x00\x01" * 50)
    refused = browser.post(at(code, "attach"), {"file": [good, bad]})
    assert refused.status_code == 422
    assert not KeptFile.objects.exists()
    good.seek(0)
    second = SimpleUploadedFile("示例二.txt", "示例：考勤".encode())
    assert browser.post(at(code, "attach"), {"file": [good, second]}).status_code == 302
    assert KeptFile.objects.count() == 2
    paper = KeptFile.objects.order_by("pk")[0].code
    assert "示例.txt" in browser.get(at(code)).content.decode()
    browser.post(at(code, "remove-paper"), {"paper": paper, "reason": "示例：交错了"})
    assert KeptFile.objects.filter(deleted_at=None).count() == 1


def test_a_joint_office_gives_its_part_and_the_responsible_one_answers(
    officer: Viewer, person: Callable[..., Viewer], unions: Any, client_of: Browser
) -> None:
    joint = person("示例产业办事员", (Role.OFFICER, unions.industry))
    code = received().code
    actions.share(viewer=officer, code=code, office=unions.industry.code, words=WORDS)
    theirs, ours = client_of(joint), client_of(officer)
    assert "答复我们会同的部分" in theirs.get(at(code)).content.decode()
    assert "会同的单位还没有答复" in ours.get(at(code)).content.decode()
    for verb in ("answer", "explain"):
        sent = {
            "result": "paid",
            "told": WORDS,
            "recovered": "0",
            "reason": "not_ours",
            "why": WORDS,
        }
        assert theirs.post(at(code, verb), sent).status_code == 422
    assert theirs.post(at(code, "part"), {"words": WORDS}).status_code == 302
    assert "会同的单位还没有答复" not in ours.get(at(code)).content.decode()
    assert theirs.get("/desk/matters/?view=joint").context["desk"].rows.total == 0
    again = {"office": unions.industry.code, "words": WORDS}
    assert ours.post(at(code, "part-again"), again).status_code == 302
    assert theirs.get("/desk/matters/?view=joint").context["desk"].rows.total == 1
    assert matter(code).state == "received"


def test_matters_are_joined_grouped_and_answered_together(
    officer: Viewer, employer: Any, client_of: Browser
) -> None:
    browser = client_of(officer)
    first, again = received().code, received(key="2").code
    assert browser.post(at(again, "join"), {"into": first, "words": WORDS}).status_code == 302
    assert matter(again).state == "joined"
    assert browser.post(at(again, "separate"), {"words": WORDS}).status_code == 302
    codes = [received(key=f"g{n}", employer=employer.code).code for n in range(3)]
    page = browser.get(at(codes[0], "group")).content.decode()
    assert page.count('name="members"') == 3
    sent = {"members": codes, "representatives": codes[:1], "claim": WORDS}
    assert browser.post(at(codes[0], "group"), sent).status_code == 302
    lead = Matter.objects.get(part="lead").code
    given = {"result": "paid", "told": WORDS} | {f"recovered-{code}": "100" for code in codes}
    assert browser.post(at(lead, "answer-group"), given).status_code == 302
    assert {matter(code).state for code in codes} == {"answered"}


ENDS = {"confirm-call", "explain"}


def test_no_page_of_an_office_closes_a_matter_without_one_of_the_two_endings(
    officer: Viewer, second_officer: Viewer, supervisor: Viewer, client_of: Browser
) -> None:
    everything = {
        "words": WORDS, "reason": "not_ours", "why": WORDS, "said": WORDS, "done": WORDS,
        "result": "advised", "told": WORDS, "recovered": "", "reached": "yes",
        "readers": "colleagues",
        "state": "closed", "ending": "confirmed", "closed_at": "2024-01-01", "procedure": "aid",
    }  # fmt: skip
    steps = ("step-close", "step-closed", "step-answered", "step-hand_in", "step-start")
    for viewer in (officer, second_officer, supervisor):
        code = received(key=viewer.actor).code
        browser = client_of(viewer)
        for verb in (*VERBS, *steps):
            if verb != "call-back":
                browser.post(at(code, verb), everything)
                assert matter(code).state != "closed", verb
    other = received(key="both")
    answered(officer, other.code)
    client_of(officer).post(at(other.code, "confirm-call"), {"said": WORDS})
    assert matter(other.code).state == "answered"  # who answered does not confirm
    client_of(second_officer).post(at(other.code, "confirm-call"), {"said": WORDS})
    assert matter(other.code).ending == "confirmed"
    third = received(key="third").code
    client_of(officer).post(at(third, "call-back"), {"reached": "yes", "said": WORDS})
    sent = {"reason": "not_ours", "why": WORDS}
    client_of(officer).post(at(third, "explain"), sent)
    assert matter(third).state == "received"  # who called back does not end it
    client_of(second_officer).post(at(third, "explain"), sent)
    assert matter(third).ending == "explained"


def test_a_matter_takes_ten_questions(
    officer: Viewer, second_officer: Viewer, unions: Any, client_of: Browser
) -> None:
    came = received()
    for number in range(30):
        actions.note(viewer=(officer, second_officer)[number % 2], code=came.code, words=WORDS)
    actions.say(asker=receipt(came), words=WORDS)
    actions.attach(viewer=officer, code=came.code, name="示例.txt", data="示例".encode())
    del unions
    browser = client_of(officer)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(at(came.code)).status_code == 200
    assert len(asked) <= 10, [one["sql"][:100] for one in asked.captured_queries]
