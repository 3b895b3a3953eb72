"""Hands at work: does what people do, and says so only once it is written down.

Each line on standard output is an acknowledgement: `{"did": ..., "code": ..., "token": ...}`.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from tests.reliability.chaos.house import open_house

open_house()

from niangjia.casework import actions  # noqa: E402 - after django.setup()
from niangjia.casework.content import Person  # noqa: E402 - after django.setup()
from niangjia.casework.models import Matter  # noqa: E402 - after django.setup()
from niangjia.casework.rules.periods import working_days  # noqa: E402 - after django.setup()
from niangjia.foundation.people.models import Account, Appointment  # noqa: E402 - after django.setup()
from niangjia.foundation.people.queries import viewer_of  # noqa: E402 - after django.setup()
from niangjia.kernel.errors import Conflict, NiangjiaError  # noqa: E402 - after django.setup()
from niangjia.kernel.viewer import STRANGER, Viewer  # noqa: E402 - after django.setup()

DANGER = "示例：我不想活了"


class Hands:
    """Two officers, a supervisor and workers, in one process."""

    def __init__(self) -> None:
        self.dice = random.Random()
        staff = [one.account for one in Appointment.objects.select_related("account")]
        by_role = {one.role: viewer_of(one.account) for one in Appointment.objects.all()}
        self.officers = [viewer_of(one) for one in staff if viewer_of(one) != by_role["supervisor"]]
        self.supervisor = by_role["supervisor"]
        rest = Account.objects.exclude(pk__in=[one.pk for one in staff])
        self.workers = [viewer_of(one) for one in rest]
        self.verbs: tuple[Callable[[str, str], Any], ...] = (
            self.tell, self.say, self.pause, self.resume, self.extend, self.answer, self.confirm,
            self.contest, self.attend, self.urge, self.assign,
        )  # fmt: skip

    def work(self) -> None:
        """Work until killed."""
        while True:
            time.sleep(self.dice.uniform(0.02, 0.2))  # people take their time
            token = uuid4().hex
            if self.dice.random() < 0.35:
                self.take_in(token)
                continue
            codes = Matter.objects.order_by("-pk").values_list("code", flat=True)[:60]
            if codes:
                self.try_one(self.dice.choice(list(codes)), token)

    def take_in(self, token: str) -> None:
        words = f"{DANGER if self.dice.random() < 0.1 else '示例：三个月没发工资'} {token}"
        stranger = self.dice.random() < 0.3
        phone = f"139{self.dice.randrange(10**8):08d}" if stranger else ""
        asked = actions.Asked(
            words, Person(phone=phone), grade="hard", issue="unpaid_wages", region_code="370202"
        )
        viewer = STRANGER if stranger else self.dice.choice(self.workers)
        came = actions.receive(viewer=viewer, procedure="desk", asked=asked, key=token)
        self.did("receive", came.code, token, number=came.number, account=viewer.account)

    def try_one(self, code: str, token: str) -> None:
        verb = self.dice.choice(self.verbs)
        try:
            verb(code, f"示例：{token}")
        except NiangjiaError:
            return  # not possible just now
        self.did(verb.__name__, code, token)

    def did(self, what: str, code: str, token: str, **more: Any) -> None:
        sys.stdout.write(json.dumps({"did": what, "code": code, "token": token} | more) + "\n")
        sys.stdout.flush()

    def asker(self, code: str) -> Viewer:
        number = Matter.objects.get(code=code).asker_id
        return next((one for one in self.workers if one.account == number), STRANGER)

    def tell(self, code: str, words: str) -> None:
        actions.tell(viewer=self.dice.choice(self.officers), code=code, words=words)

    def say(self, code: str, words: str) -> None:
        actions.say(asker=self.asker(code), code=code, words=words)

    def urge(self, code: str, words: str) -> None:
        actions.urge(asker=self.asker(code), code=code, words=words)

    def pause(self, code: str, words: str) -> None:
        actions.pause_clock(
            viewer=self.supervisor, code=code, kind="handle", reason="appraisal", words=words
        )

    def resume(self, code: str, words: str) -> None:
        actions.resume_clock(viewer=self.supervisor, code=code, kind="handle", words=words)

    def extend(self, code: str, words: str) -> None:
        actions.extend_clock(
            viewer=self.supervisor, code=code, kind="handle", by=working_days(2), words=words
        )

    def answer(self, code: str, words: str) -> None:
        given = actions.Answer("paid", words, Decimal(100))
        actions.answer(viewer=self.supervisor, code=code, given=given)

    def confirm(self, code: str, _words: str) -> None:
        actions.confirm(asker=self.asker(code), code=code)

    def contest(self, code: str, words: str) -> None:
        actions.contest(asker=self.asker(code), code=code, reason=words)

    def attend(self, code: str, words: str) -> None:
        actions.attend_crisis(viewer=self.officers[0], code=code, done=words)

    def assign(self, code: str, words: str) -> None:
        to = self.dice.choice(self.officers).actor
        if not actions.assign(viewer=self.supervisor, codes=[code], to=to, words=words):
            raise Conflict(words)  # it is there already, and nothing was written
