"""Somebody who cannot write comes to the counter four days before a period ends, and gets paid."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.casework.models import Matter
from niangjia.foundation.people.models import Appointment as Post
from niangjia.kernel import clock
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid import actions, queries

pytestmark = pytest.mark.django_db

BOSS = "示例建筑劳务有限公司"
SPOKEN = {
    "story": "示例：绑钢筋五个月，一共欠我26000元。裁决书十天前收到，说我没有证据。",
    "issue": "unpaid_wages", "region_code": "370202", "opposite": BOSS, "claimed": "26000",
    "form": "suit", "group": "migrant", "persons": "4", "language": "彝语",
    "name": "示例职工甲", "phone": "", "honest": "on", "oral": "on", "read_back": "on",
    "key": "story",
}  # fmt: skip


def in_register(supervisor: Viewer, lawyer: Viewer, *languages: str) -> str:
    post = Post.objects.get(account=lawyer.account, role=Role.LAWYER)
    facts = actions.LawyerFacts("示例律师事务所", "370202", 5, ("unpaid_wages",), languages)
    return actions.register_lawyer(viewer=supervisor, post=post.pk, facts=facts).code


def test_from_the_counter_to_the_money(
    officer: Viewer, supervisor: Viewer, lawyer: Viewer, administrator: Viewer,
    person: Callable[..., Viewer], unions: Any, client_of: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    other = person("示例律师乙", (Role.LAWYER, unions.city))
    tied, free = in_register(supervisor, lawyer, "彝语"), in_register(supervisor, other)
    actions.declare_interest(viewer=lawyer, code=tied, tie="acts_for", name=f"青岛{BOSS}")
    actions.set_amount(
        viewer=administrator, office=unions.city.code, kind="subsidy:suit", amount=Decimal(2000),
        source="示例市文件", valid_from=clock.today(),
    )  # fmt: skip
    counter = client_of(officer)

    # He speaks, the officer writes it down and reads it back; he takes the receipt home.
    last_day = clock.today() + timedelta(days=4)
    page = counter.post(reverse("legal_aid:take_in"), SPOKEN | {"last_day": last_day.isoformat()})
    told = page.content.decode()
    assert "不用审查经济情况" in told
    words = re.search(r"<dt>口令</dt><dd><b>([\d ]+)</b>", told)
    assert words
    one = Matter.objects.get()
    code, his = one.code, casework.Receipt(one.number, words[1])

    # Four days are left: aid comes first (法律援助法 art. 44 no. 1), the form can wait.
    shown = counter.get(reverse("legal_aid:matter", args=[code])).content.decode()
    assert "由示例办事员记下，念给本人听过" in shown
    assert "可以先行援助" in shown
    casework.move(viewer=officer, code=code, step="act_first", filled={"ground": "last_day"})

    # Who speaks his language acts for the boss, and is not asked; whose turn it is then, is.
    first, second = queries.choices_for(viewer=officer, code=code)
    assert (first.code, first.blocked, second.code, second.first) == (tied, True, free, True)
    where = reverse("legal_aid:appoint", args=[code])
    assert counter.post(where, {"lawyer": tied, "reason": "示例：会彝语"}).status_code == 422
    assert counter.post(where, {"lawyer": free}).status_code == 302

    # The lawyer accepts, sues in time, and reports what came of it.
    desk = client_of(other)
    desk.post(reverse("legal_aid:act", args=[code, "accept"]))
    report = reverse("legal_aid:report", args=[code])
    day = clock.today().isoformat()
    desk.post(report, {"day": day, "hours": "3", "words": "示例：写好起诉状，当天到法院立案。"})
    with clock.stopped_at(clock.now() + timedelta(days=25)):
        day = clock.today().isoformat()
        done = {
            "day": day, "hours": "5", "words": "示例：开庭调解，公司当庭付款，职工已经收到。",
            "result": "paid", "recovered": "26000",
        }  # fmt: skip
        assert desk.post(report, done).status_code == 302

        # The office answers; only he can say that it is so.
        answer = {"told": "示例：法院调解成了，26000元已经打到您的卡上。"}
        counter.post(reverse("legal_aid:act", args=[code, "answer"]), answer)
        his_page = engine.asker_page(asker=his)
        assert his_page.my_turn
        assert his_page.recovered == Decimal(26000)
        casework.confirm(asker=his, rating=5)
        counter.post(reverse("legal_aid:act", args=[code, "propose"]))
        boss_of_it = client_of(supervisor)
        boss_of_it.post(reverse("legal_aid:act", args=[code, "decide"]), {"approved": "yes"})
        board = engine.board(viewer=supervisor)

    one.refresh_from_db()
    assert (one.state, one.ending, one.recovered) == ("closed", "confirmed", Decimal(26000))
    file = queries.aid_file(viewer=officer, code=code)
    assert file is not None
    assert file.standing is not None
    assert (file.standing.minutes, file.standing.subsidy_state) == (480, "approved")
    assert (board.whole.recovered, board.whole.confirmed) == (Decimal(26000), 100)
    assert list(engine.faults_of_timelines()) == []
