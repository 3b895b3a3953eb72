"""What happens to a matter on its way: worked, sent round, waited for, urged, joined, in danger."""

from dataclasses import replace
from datetime import timedelta

from niangjia.casework import actions as casework
from niangjia.casework.actions import Receipt, Received
from niangjia.casework.declaring.book import current
from niangjia.casework.models import Matter
from niangjia.casework.rules.periods import working_days
from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.hotline import intake
from niangjia.rights.hotline.demonstration.cast import Cast
from niangjia.rights.hotline.procedure import HANDLE

COUNTY = "370202"
SOON = 0.02
"""Half an hour, in days."""


def worker_on(cast: Cast, came: Received) -> Viewer:
    """Return who works a matter where it is; a supervisor where nobody of the cast does."""
    office = Matter.objects.values_list("responsible", flat=True).get(code=came.code)
    working = (cast.officer, cast.agent, cast.next_county, cast.third_county)
    there = (one for one in working if any(p.organisation == office for p in one.posts))
    return next(there, cast.supervisor)


def other_on(cast: Cast, came: Received) -> Viewer:
    """Return a colleague who may call back: another pair of eyes."""
    works = worker_on(cast, came)
    if works == cast.officer:
        return cast.second_officer
    return cast.second_agent if works == cast.agent else cast.supervisor


def left_alone(cast: Cast, came: Received, days: float) -> None:
    """Nobody has looked yet."""


def looked_at(cast: Cast, came: Received, days: float) -> None:
    """Somebody took it and began."""
    works = worker_on(cast, came)
    with cast.ago(days * 0.9):
        casework.take(viewer=works, code=came.code)
        casework.move(viewer=works, code=came.code, step="start", filled={})


def talked(cast: Cast, came: Received, days: float) -> None:
    """The employer was spoken to."""
    looked_at(cast, came, days)
    works, said = worker_on(cast, came), "示例：找了人事经理，说三天内给答复。"
    with cast.ago(days * 0.6):
        filled = {"how": "phone", "said": said}
        casework.move(viewer=works, code=came.code, step="approach", filled=filled)
        casework.tell(viewer=works, code=came.code, words="示例：已经和单位谈了，三天内有回音。")


def asked_for_more(cast: Cast, came: Received, days: float) -> None:
    """The asker is to add something; the clock stands still meanwhile."""
    looked_at(cast, came, days)
    works = worker_on(cast, came)
    with cast.ago(days * 0.7):
        filled = {"what": "示例：工资条或转账记录"}
        casework.tell(viewer=works, code=came.code, words="示例：请把工资条或转账记录拍个照。")
        casework.move(viewer=works, code=came.code, step="ask", filled=filled)


def bounced_once(cast: Cast, came: Received, days: float) -> None:
    """The office gave it back once, and it was sent out again."""
    _sent_and_returned(cast, came, days, times=1)
    other = cast.third_county if worker_on(cast, came) != cast.third_county else cast.officer
    with cast.ago(days * 0.3):
        words = "示例：核对过了，单位在你区，请办理。"
        office = _office_of(other)
        casework.dispatch(viewer=cast.supervisor, code=came.code, to=office, words=words)


def bounced_thrice(cast: Cast, came: Received, days: float) -> None:
    """The third return goes to a supervisor, who decides."""
    _sent_and_returned(cast, came, days, times=3)


def extended(cast: Cast, came: Received, days: float) -> None:
    """A supervisor gave it more time, with a reason."""
    looked_at(cast, came, days)
    with cast.ago(days * 0.5):
        casework.extend_clock(
            viewer=cast.supervisor, code=came.code, kind=HANDLE, by=working_days(5),
            words="示例：要到外地核对考勤，批准延长。",
        )  # fmt: skip


def stood_still(cast: Cast, came: Received, days: float) -> None:
    """It waits for a decision elsewhere."""
    looked_at(cast, came, days)
    with cast.ago(days * 0.85):
        casework.pause_clock(
            viewer=worker_on(cast, came), code=came.code, kind=HANDLE, reason="appraisal",
            words="示例：已经申请工伤认定，等结论。",
        )  # fmt: skip


def shared(cast: Cast, came: Received, days: float) -> None:
    """Two offices handle it together."""
    looked_at(cast, came, days)
    works = worker_on(cast, came)
    other = cast.next_county if works != cast.next_county else cast.officer
    office = _office_of(other)
    with cast.ago(days * 0.5):
        words = "示例：单位在两个区都有门店，请一起办。"
        casework.share(viewer=works, code=came.code, office=office, words=words)


def supervised(cast: Cast, came: Received, days: float) -> None:
    """It is late, and a supervisor wants to hear."""
    looked_at(cast, came, days)
    with cast.ago(1):
        until = clock.today() + timedelta(days=3)
        words = "示例：已经超期，请三天内回报进展。"
        casework.supervise(viewer=cast.supervisor, code=came.code, words=words, until=until)


def urged(cast: Cast, came: Received, days: float) -> None:
    """The asker urges, and calls again."""
    looked_at(cast, came, days)
    with cast.ago(days * 0.4):
        asker = Receipt(came.number, came.passphrase)
        casework.urge(asker=asker, words="示例：还没有人给我打电话。")
    with cast.ago(days * 0.2):
        words = "示例：又打来电话，问办到哪一步了。"
        intake.call_again(viewer=worker_on(cast, came), code=came.code, words=words)


def referred(cast: Cast, came: Received, days: float) -> None:
    """It goes on as legal aid, or at the centre; the hotline keeps an eye on it."""
    looked_at(cast, came, days)
    to = "legal_aid" if int(days * 10) % 2 else "centre"
    grades = current(to).grades
    with cast.ago(days * 0.5):
        casework.refer(
            viewer=worker_on(cast, came), code=came.code, procedure=to,
            words="示例：请接着办，职工材料在附件里。", grade=next(iter(grades), ""),
        )  # fmt: skip


def joined(cast: Cast, came: Received, days: float) -> None:
    """Somebody calls, and then writes in about the same: the second goes into the first."""
    looked_at(cast, came, days)
    first = one_more("示例：押金的事，店里还是不退。", came.code)
    with cast.ago(days):
        one = intake.take_call(viewer=cast.agent, told=first, key=f"{came.code}-1", send_on=True)
    with cast.ago(days - SOON / 100):
        again = replace(first, story="示例：刚才打过电话，再补充一句，收据找到了。")
        two = intake.write_in(viewer=STRANGER, told=again, key=f"{came.code}-2")
    with cast.ago(days * 0.7):
        words = "示例：同一个人同一件事，合在一起办。"
        casework.join(viewer=worker_on(cast, two), code=two.code, into=one.code, words=words)


def attended_crisis(cast: Cast, came: Received, days: float) -> None:
    """Somebody spoke of harm, and a person saw to it."""
    works = worker_on(cast, came)
    with cast.ago(days - SOON):
        casework.call(viewer=works, code=came.code, words="示例：电话里说再拿不到钱就不想活了。")
        done = "示例：没有挂断电话，请心理援助一起听，家里人已经到场，约好明天再联系。"
        casework.attend_crisis(viewer=works, code=came.code, done=done)
        casework.take(viewer=works, code=came.code)
        casework.move(viewer=works, code=came.code, step="start", filled={})


def raised_crisis(cast: Cast, came: Received, days: float) -> None:
    """Somebody spoke of harm just now, and nobody has seen to it yet."""
    with cast.ago(days):
        casework.say(asker=Receipt(came.number, came.passphrase), words="示例：我真的不想活了。")


def one_more(story: str, mark: str) -> intake.Told:
    """Return what one more made-up person tells; `mark` makes the phone number their own."""
    number = int(mark, 36) % 10_000
    return intake.Told(
        story=story, item="petition_deposit", phone=f"1390001{number:04d}", region_code=COUNTY
    )


def _sent_and_returned(cast: Cast, came: Received, days: float, *, times: int) -> None:
    others = [cast.next_county, cast.third_county, cast.officer]
    here = worker_on(cast, came)
    targets = [one for one in others if one != here] * 2
    for number, target in enumerate(targets[:times]):
        with cast.ago(days * (0.9 - 0.2 * number)):
            casework.dispatch(
                viewer=cast.supervisor, code=came.code, to=_office_of(target),
                words="示例：单位登记在你区，请办理。",
            )  # fmt: skip
        with cast.ago(days * (0.85 - 0.2 * number)):
            reason = "示例：单位的门店不在本区，请核对。"
            casework.return_matter(viewer=target, code=came.code, reason=reason)


def _office_of(viewer: Viewer) -> str:
    number = next(iter(viewer.posts)).organisation
    return str(Organisation.objects.values_list("code", flat=True).get(pk=number))
