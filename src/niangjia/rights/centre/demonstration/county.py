"""The centre of the sample's county: who sits there, its rooms, who is on duty, what was agreed."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal

from django.db import transaction

from niangjia.casework import actions as engine
from niangjia.casework.models import Partner
from niangjia.foundation.holidays.queries import calendar
from niangjia.foundation.organisations.models import STANDING, Organisation
from niangjia.foundation.people.actions import PersonFacts, open_account
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.queries import viewer_of
from niangjia.foundation.people.rules.demonstration import DOMAIN
from niangjia.kernel import clock
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.demonstration.disputes import play
from niangjia.rights.centre.demonstration.scene import Cast, Played
from niangjia.rights.centre.models import Centre
from niangjia.rights.centre.rules.opening import moment, open_or_none

COUNTY = "市南区总工会（示例）"
NAME = "市南区劳动争议多元化解中心（示例）"
BACK, AHEAD = 20, 12
DUTY = {
    "lawyer": "lawyer", "checker": "lawyer", "mediator": "mediator", "mediator2": "mediator",
}  # fmt: skip
"""Who is on the roster, and as what."""


ROOMS = (
    ("受理窗口", "window", 6, "1楼大厅", ""),
    ("劳动仲裁庭", "arbitration", 20, "2楼东侧201", "录音录像、大屏"),
    ("巡回法庭", "court", 24, "2楼东侧205", "录音录像、远程庭审"),
    ("调解室", "mediation", 8, "1楼101", "打印机"),
    ("法律援助室", "legal_aid", 4, "1楼102", ""),
    ("12351 热线室", "hotline", 6, "1楼105", "电话坐席"),
    ("会商室", "consult", 16, "2楼西侧210", "大屏、视频会议"),
    ("检察听证室", "procuratorate", 18, "2楼西侧212", "录音录像"),
)
BODIES = (
    ("市南区劳动人事争议仲裁院（示例）", "arbitration", "劳动仲裁庭", (0, 1, 2, 3, 4)),
    ("市南区人民法院（示例）", "court", "巡回法庭", (1, 3)),
    ("市南区劳动保障监察大队（示例）", "inspection", "受理窗口", (0, 2, 4)),
    ("市南区人民检察院（示例）", "procuratorate", "检察听证室", (3,)),
    ("市南区法律援助中心（示例）", "legal_aid", "法律援助室", (0, 1, 2, 3, 4)),
)


def load_demonstration(*, viewer: Viewer) -> int:
    """Set up the made-up centre with everything in it; return how many disputes it has.

    Nothing is done where the centre is there, or where the demonstration's unions or people are
    missing. Everything is reached by actions, on days gone by.
    """
    county = Organisation.objects.filter(STANDING, name=COUNTY).first()
    people = [_person(box) for box in ("officer", "mediator", "administrator")]
    if county is None or Centre.objects.filter(name=NAME).exists() or None in people:
        return 0
    officer, mediator, administrator = (one for one in people if one is not None)
    cast = Cast(officer, mediator, administrator)
    with transaction.atomic():
        played = _set_up(viewer, cast, county)
        _roster(viewer, played)
        _meetings(played)
        _checks(played)
        return play(played)


def _person(box: str) -> Viewer | None:
    account = Account.objects.filter(email=f"{box}@{DOMAIN}").first()
    return viewer_of(account) if account else None


def _set_up(viewer: Viewer, cast: Cast, county: Organisation) -> Played:
    facts = actions.CentreFacts(
        name=NAME, address="青岛市市南区示例路12号", phone="0532-0012354",
        how_to_come="地铁示例站A口出来向东200米；正门右侧有坡道。",
        latitude=Decimal("36.06710"), longitude=Decimal("120.38260"), published=True,
    )  # fmt: skip
    boss = cast.administrator
    centre = actions.set_up_centre(viewer=boss, host=county.code, facts=facts)
    rooms = {}
    for name, kind, capacity, place, equipment in ROOMS:
        room = actions.RoomFacts(name, kind, capacity, place, equipment)
        rooms[kind] = actions.add_room(viewer=boss, centre=centre.code, facts=room).code
    names = {name: kind for name, kind, *_rest in ROOMS}
    bodies = {}
    for name, kind, room_name, days in BODIES:
        partner = _partner(viewer, county, name)
        body = actions.BodyFacts(
            name, kind, partner.code, answer_days=5, room=rooms[names[room_name]],
            liaison="示例联络员 0532-0000000",
            presences=[(day, part) for day in days for part in ("morning", "afternoon")],
        )  # fmt: skip
        bodies[kind] = actions.add_body(viewer=boss, centre=centre.code, facts=body).code
    before, after = _working_days(centre)
    return Played(cast, centre, rooms, bodies, before, after, clock.today())


def _partner(viewer: Viewer, county: Organisation, name: str) -> Partner:
    there = Partner.objects.filter(host=county, name=name, ended_on__isnull=True).first()
    return there or engine.set_up_partner(viewer=viewer, host=county.code, name=name)


def _working_days(centre: Centre) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """Return working days before today, the latest last, and from today on, as far as known."""
    known, today = calendar(), clock.today()

    def days(ahead: int) -> Iterator[date]:
        step = timedelta(days=1 if ahead > 0 else -1)
        day = today if ahead > 0 else today + step
        for _turn in range(120):
            if open_or_none(day, known, weekends=centre.open_weekends):
                yield day
            day += step

    before = [day for _n, day in zip(range(BACK), days(-1), strict=False)]
    after = [day for _n, day in zip(range(AHEAD), days(1), strict=False)]
    return tuple(reversed(before)), tuple(after)


def _roster(viewer: Viewer, played: Played) -> None:
    """Put people on duty for the coming days; some parts are left open, to be seen."""
    officer, centre = played.cast.officer, played.centre
    found = _on_roster(viewer, centre)
    people = {
        box: actions.add_duty_person(
            viewer=officer, centre=centre.code, account=account.code, role=DUTY[box]
        ).code
        for box, account in found.items()
    }
    if "lawyer" in people:
        own = viewer_of(found["lawyer"])
        actions.show_name(viewer=own, code=people["lawyer"], shows=True)
    for number, (day, part) in enumerate(_parts_to_fill(played)):
        for pair in (("lawyer", "checker"), ("mediator", "mediator2")):
            box = pair[number % 2]
            if box not in people:
                continue
            shift = actions.assign_shift(viewer=officer, person=people[box], day=day, part=part)
            if box == "checker" and number == 5 and "lawyer" in people:
                asker = viewer_of(found["checker"])
                actions.ask_swap(viewer=asker, shift=shift.code, taker=people["lawyer"])


def _parts_to_fill(played: Played) -> list[tuple[date, str]]:
    """Every morning of nine days, and the afternoons of the first five."""
    mornings = [(day, "morning") for day in played.after[:9]]
    return mornings + [(day, "afternoon") for day in played.after[:5]]


def _on_roster(viewer: Viewer, centre: Centre) -> dict[str, Account]:
    """Return who may be on duty: the demonstration's own, and one mediator more."""
    there = {one.email: one for one in Account.objects.filter(email__endswith=f"@{DOMAIN}")}
    second = f"mediator2@{DOMAIN}"
    if second not in there:
        facts = PersonFacts("示例调解员乙", email=second)
        there[second] = open_account(
            viewer=viewer, person=facts, organisation=centre.host.code, role=Role.MEDIATOR
        ).account
    return {box: there[at] for box in DUTY if (at := f"{box}@{DOMAIN}") in there}


def _meetings(played: Played) -> None:
    """A quarterly meeting that was held, with tasks due in every way, and one to come."""
    officer, centre = played.cast.officer, played.centre.code
    held_on, to_come = played.before[-8], played.after[5]
    with clock.stopped_at(moment(played.before[-12], time(9))):
        held = actions.call_meeting(
            viewer=officer, centre=centre,
            called=actions.Called(
                "quarterly", "第三季度联席会议（示例）", moment(held_on, time(9)),
                moment(held_on, time(11)), "会商室",
                ("通报上季度调解和移交情况", "年底欠薪怎么提前排查", "移交材料的统一格式"),
            ),
        )  # fmt: skip
    with clock.stopped_at(moment(held_on, time(11))):
        actions.hold_meeting(
            viewer=officer, meeting=held.code, version=held.version,
            held=actions.Held(
                (
                    ("仲裁院（示例）", 2), ("法院（示例）", 1), ("监察大队（示例）", 2),
                    ("总工会（示例）", 3),
                ),
                (
                    "年底前联合排查建筑工地和餐饮街", "移交一律附目录和校验码",
                    "每周四下午检察院来听证",
                ),
                "示例纪要：各单位通报了情况，商定了下一步。",
            ),
        )  # fmt: skip
    _tasks(played, held.code)
    actions.call_meeting(
        viewer=officer, centre=centre,
        called=actions.Called(
            "case", "案件会商（示例）", moment(to_come, time(14)), moment(to_come, time(16)),
            "会商室", ("三件久拖未决的欠薪事项",),
        ),
    )  # fmt: skip


def _tasks(played: Played, meeting: str) -> None:
    """Tasks that are overdue, due today, due soon and done; a body's was set when it was agreed."""
    officer, today = played.cast.officer, played.today
    mine = f"account:{Account.objects.get(pk=officer.account or 0).code}"
    inspection = f"body:{played.bodies['inspection']}"

    def task(what: str, owner: str, due: date) -> str:
        return actions.set_task(
            viewer=officer, centre=played.centre.code, what=what, owner=owner, due_on=due,
            meeting=meeting,
        ).code  # fmt: skip

    with clock.stopped_at(moment(played.before[-8], time(11))):
        task("答复三件建筑工地欠薪的监察情况", inspection, played.before[-3])
    task("排出年底联合排查的名单", mine, today + timedelta(days=1))
    task("报送季度仲裁数据", f"body:{played.bodies['arbitration']}", today)
    done = task("把移交清单的格式发给各单位", mine, today + timedelta(days=6))
    actions.settle_task(viewer=officer, code=done, outcome="已经发给五个单位。")


def _checks(played: Played) -> None:
    """A round of joint checks with what was found, one thing of it put right."""
    officer = played.cast.officer
    round_ = actions.plan_round(
        viewer=officer, centre=played.centre.code, title="四季度建筑工地联合排查（示例）",
        bodies="总工会、监察大队、住建局（均为示例）", begins=played.before[-10],
        ends=played.after[-1],
    )  # fmt: skip
    seen = (
        ("海角路工地（示例）", 0, ""),
        ("湛山餐饮街（示例）", 2, "示例：两家店没有按月发工资，工资条也没有。"),
        ("示例产业园物业", 1, "示例：保安加班没有算加班费。"),
    )
    for number, (place, problems, findings) in enumerate(seen):
        day = played.before[-9 + number]
        gone = actions.Gone(place, day, problems, findings, played.after[-1] if problems else None)
        visit = actions.add_visit(viewer=officer, code=round_.code, gone=gone)
        if number == 1:
            actions.settle_visit(viewer=officer, code=visit.code)
