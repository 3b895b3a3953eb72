"""A stranger, the employer's union, a partner body, a colleague: each sees what each may."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from niangjia.casework import actions, queries
from niangjia.casework.models import Entry, Matter
from niangjia.casework.tests.desk import PHONE, STORY, received
from niangjia.casework.tests.test_endings import VERBS, calls, every_argument
from niangjia.foundation.ledger.models import AuditEntry, Event
from niangjia.foundation.organisations.models import Employer
from niangjia.foundation.people.models import Account
from niangjia.kernel.errors import Invalid, Missing, NiangjiaError, Refused
from niangjia.kernel.viewer import STRANGER, Role, Viewer

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Scene:
    """A matter in every relation, and everybody who might want to look."""

    code: str
    viewers: dict[str, Viewer]


@pytest.fixture
def scene(
    person: Callable[..., Viewer], unions: Any, employer: Employer, worker: Viewer,
    city_officer: Viewer, operator: Viewer,
) -> Scene:  # fmt: skip
    officer = person("示例县办事员", (Role.OFFICER, unions.county))
    industry = person("示例产业办事员", (Role.OFFICER, unions.industry))
    member = person("示例协作单位", (Role.LAWYER, unions.elsewhere))
    code = actions.receive(
        viewer=worker,
        procedure="desk",
        asked=actions.Asked(STORY, grade="hard", employer=employer.code, channel="web"),
        key="1",
    ).code
    assert Matter.objects.get(code=code).responsible == unions.county
    actions.share(viewer=officer, code=code, office=unions.industry.code, words="示例：请一起办理")
    partner = actions.set_up_partner(viewer=operator, host=unions.city.code, name="示例仲裁院")
    assert member.account is not None
    account = Account.objects.get(pk=member.account)
    actions.let_in_for_partner(viewer=operator, partner=partner.code, contact=account.email or "")
    actions.refer_to_partner(
        viewer=officer, code=code, partner=partner.code, words="示例：请看期限", consented=True
    )
    actions.note(viewer=officer, code=code, words="示例：只给同事")
    return Scene(
        code,
        {
            "stranger": STRANGER,
            "worker": worker,
            "colleague": person("示例同事", (Role.WORKER, unions.own)),
            "own union": person("示例厂工会", (Role.OFFICER, unions.own)),
            "own supervisor": person("示例厂督导", (Role.SUPERVISOR, unions.own)),
            "officer": officer,
            "second": person("示例县办事员乙", (Role.OFFICER, unions.county)),
            "joint": industry,
            "above": city_officer,
            "below": person("示例街道办事员", (Role.OFFICER, unions.township)),
            "elsewhere": person("示例外地办事员", (Role.OFFICER, unions.elsewhere)),
            "two hats": person(
                "示例两头任职", (Role.OFFICER, unions.county), (Role.EDITOR, unions.own)
            ),
            "supervisor": person("示例督导员", (Role.SUPERVISOR, unions.city)),
            "supervisor elsewhere": person("示例外地督导", (Role.SUPERVISOR, unions.elsewhere)),
            "lawyer": person("示例律师", (Role.LAWYER, unions.county)),
            "editor": person("示例编辑", (Role.EDITOR, unions.county)),
            "administrator": person("示例管理员", (Role.ADMINISTRATOR, unions.national)),
            "auditor": person("示例审计员", (Role.AUDITOR, unions.national)),
            "partner": member,
            "operator": operator,
        },
    )


READS: dict[str, Callable[[Viewer, str], Any]] = {
    "office": lambda viewer, code: queries.matter_page(viewer=viewer, code=code),
    "asker": lambda viewer, code: queries.asker_page(asker=viewer, code=code),
    "partner": lambda viewer, code: queries.partner_page(viewer=viewer, code=code),
}
LOOKS = {
    "office": {"officer", "second", "joint", "supervisor", "operator"},
    "asker": {"worker"},
    "partner": {"partner"},
}


@pytest.mark.parametrize("page", READS)
def test_who_reads_which_page(scene: Scene, page: str) -> None:
    seen = set()
    for who, viewer in scene.viewers.items():
        try:
            READS[page](viewer, scene.code)
        except (Missing, Refused):
            continue
        seen.add(who)
    assert seen == LOOKS[page]


WORDS: dict[str, Any] = {"words": "示例：一句足够长的话。"}
MAY: dict[str, tuple[Callable[[Viewer, str], Any], set[str]]] = {
    "take": (
        lambda viewer, code: actions.take(viewer=viewer, code=code),
        {"officer", "second", "joint", "supervisor", "operator"},
    ),
    "note": (
        lambda viewer, code: actions.note(viewer=viewer, code=code, **WORDS),
        {"officer", "second", "joint", "supervisor", "operator"},
    ),
    "move": (
        lambda viewer, code: actions.move(viewer=viewer, code=code, step="start", filled={}),
        {"officer", "second", "joint", "supervisor", "operator"},
    ),
    "dispatch": (
        lambda viewer, code: actions.dispatch(
            viewer=viewer, code=code, to=Matter.objects.get(code=code).responsible.code, **WORDS
        ),
        {"officer", "second", "supervisor", "operator"},
    ),
    "look up": (
        lambda viewer, code: actions.look_up_person(viewer=viewer, code=code, reason="示例：回访"),
        {"officer", "second", "joint", "supervisor", "operator"},
    ),
    "supervise": (
        lambda viewer, code: actions.supervise(
            viewer=viewer, code=code, until=Matter.objects.get(code=code).received_at.date(),
            **WORDS,
        ),
        {"supervisor", "operator"},
    ),
    "say": (lambda viewer, code: actions.say(asker=viewer, code=code, **WORDS), {"worker"}),
    "urge": (lambda viewer, code: actions.urge(asker=viewer, code=code), {"worker"}),
    "reply": (
        lambda viewer, code: actions.reply(viewer=viewer, code=code, done=False, **WORDS),
        {"partner"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("verb", MAY)
def test_who_may_do_what(scene: Scene, verb: str) -> None:
    do, allowed = MAY[verb]
    did, revision = set(), Matter.objects.get(code=scene.code).revision
    for who, viewer in scene.viewers.items():
        point = transaction.savepoint()
        try:
            do(viewer, scene.code)
        except (Missing, Refused):
            assert Matter.objects.get(code=scene.code).revision == revision
        except NiangjiaError:
            did.add(who)  # let in, but there was nothing to do: it is there already
        else:
            did.add(who)
        transaction.savepoint_rollback(point)
    assert did == allowed


SEE = frozenset({"officer", "second", "joint", "supervisor", "operator"})
LEAD = SEE - {"joint"}
CALLS: dict[str, AbstractSet[str]] = {
    **dict.fromkeys(
        ("attend_crisis", "attach", "call", "call_back", "called_again", "confirm_by_call",
         "engage", "give_part", "look_up_person", "move", "note", "raise_crisis", "release",
         "remove_paper", "take", "tell"), SEE,
    ),
    **dict.fromkeys(
        ("answer", "answer_group", "ask_part_again", "assign", "describe", "dispatch", "explain",
         "extend_clock", "form_group", "give_paper", "hand_over", "join", "pause_clock", "refer",
         "refer_to_partner", "regrade", "reply_on_paper", "resume_clock", "return_matter",
         "separate", "share", "unshare"), LEAD,
    ),
    **dict.fromkeys(
        ("attach_as_asker", "confirm", "contest", "move_as_asker", "rate", "say", "urge"),
        frozenset({"worker"}),
    ),
    **dict.fromkeys(("attach_as_partner", "move_as_partner", "reply"), frozenset({"partner"})),
    "supervise": {"supervisor", "operator"},
    "take_next": {"officer", "second", "operator"},
}  # fmt: skip
"""Who gets past the door of each verb; what the matter's state allows is asked behind it."""


NOBODYS = {"end_engagements"}
"""What takes no viewer: only the effects of moves call it."""


def test_every_call_about_a_matter_is_in_the_table() -> None:
    assert set(CALLS) == set(VERBS) - NOBODYS


@pytest.mark.slow
@pytest.mark.parametrize("verb", sorted(CALLS))
def test_who_gets_past_the_door_of_each_call(scene: Scene, unions: Any, verb: str) -> None:
    got_in = set()
    shut = missing_words(scene)
    second = received(scene.viewers["worker"], key="second").code if verb == "join" else ""
    for who, viewer in scene.viewers.items():
        tries = every_argument(viewer, viewer, scene.code, unions.city.code)
        tries["into"] = [second]
        for way in calls(getattr(actions, verb), tries):
            point = transaction.savepoint()
            revision = Matter.objects.get(code=scene.code).revision
            try:
                found = getattr(actions, verb)(**way)
            except (Missing, Refused) as error:
                turned_away = error.message == shut or isinstance(error, Refused)
                assert Matter.objects.get(code=scene.code).revision == revision
            except NiangjiaError:
                turned_away = False
            else:
                turned_away = verb == "take_next" and found is None
            transaction.savepoint_rollback(point)
            if not turned_away:
                got_in.add(who)
                break
    assert got_in == CALLS[verb]


def missing_words(scene: Scene) -> str:
    """Return what somebody is told for whom there is no such matter."""
    with pytest.raises(Missing) as caught:
        queries.matter_page(viewer=scene.viewers["elsewhere"], code=scene.code)
    return caught.value.message


LISTS: dict[str, tuple[Callable[[Viewer, str], Any], AbstractSet[str]]] = {
    "queue": (
        lambda viewer, _code: queries.matters(viewer=viewer).rows,
        {"officer", "second", "operator"},
    ),
    "papers": (lambda viewer, code: queries.papers(viewer=viewer, code=code) is not None, SEE),
    "colleagues": (lambda viewer, code: queries.colleagues_for(viewer=viewer, code=code), SEE),
    "mine": (lambda viewer, _code: queries.my_matters(viewer=viewer), {"worker"}),
    "referred": (lambda viewer, _code: queries.referred_matters(viewer=viewer), {"partner"}),
    "my papers": (
        lambda viewer, code: queries.asker_papers(asker=viewer, code=code) is not None, {"worker"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_who_finds_it_in_which_list(scene: Scene, name: str) -> None:
    read, allowed = LISTS[name]
    found = set()
    for who, viewer in scene.viewers.items():
        try:
            if read(viewer, scene.code):
                found.add(who)
        except (Missing, Refused):
            continue
    assert found == allowed


def test_what_is_anothers_looks_like_what_is_not_there(scene: Scene) -> None:
    viewer = scene.viewers["elsewhere"]
    said = []
    for code in (scene.code, "000000000000", "不是代码"):
        with pytest.raises(Missing) as caught:
            queries.matter_page(viewer=viewer, code=code)
        said.append(caught.value.message)
    assert len(set(said)) == 1


def test_each_reads_the_entries_meant_for_them(scene: Scene) -> None:
    code, viewers = scene.code, scene.viewers
    actions.note(
        viewer=viewers["supervisor"], code=code, words="示例：只给督导", for_supervisors=True
    )
    actions.note(viewer=viewers["officer"], code=code, words="示例：给协作", for_partners=True)
    actions.tell(viewer=viewers["officer"], code=code, words="示例：给职工")

    def words(page: Any) -> set[str]:
        return {entry.words for entry in page.entries} - {""}

    assert words(queries.asker_page(asker=viewers["worker"], code=code)) == {"示例：给职工"}
    assert words(queries.partner_page(viewer=viewers["partner"], code=code)) == {
        "示例：请看期限", "示例：给协作",
    }  # fmt: skip
    office = words(queries.matter_page(viewer=viewers["officer"], code=code))
    assert {"示例：只给同事", "示例：给协作", "示例：给职工"} <= office
    assert "示例：只给督导" not in office
    assert "示例：只给督导" in words(queries.matter_page(viewer=viewers["supervisor"], code=code))
    shown = repr(queries.partner_page(viewer=viewers["partner"], code=code))
    assert STORY not in shown
    assert PHONE not in shown


def test_a_partner_is_asked_only_with_consent_and_no_more_after_it_was_let_out(
    scene: Scene, operator: Viewer, unions: Any
) -> None:
    officer, member = scene.viewers["officer"], scene.viewers["partner"]
    other = actions.set_up_partner(viewer=operator, host=unions.city.code, name="示例法院")
    with pytest.raises(Invalid, match="征得职工同意"):
        actions.refer_to_partner(
            viewer=officer, code=scene.code, partner=other.code, words="示例：请看", consented=False
        )
    assert len(queries.referred_matters(viewer=member)) == 1
    mine = Entry.objects.get(kind="referred").detail.removeprefix("partner:")
    assert member.account is not None
    actions.shut_out_for_partner(viewer=operator, partner=mine, account=member.account)
    assert queries.referred_matters(viewer=member) == ()
    with pytest.raises(Missing):
        queries.partner_page(viewer=member, code=scene.code)


def test_a_restricted_matter_is_for_whoever_has_it_and_supervisors(
    officer: Viewer, second_officer: Viewer, supervisor: Viewer
) -> None:
    code = received(restricted=True).code
    for viewer in (officer, second_officer):
        with pytest.raises(Missing):
            queries.matter_page(viewer=viewer, code=code)
    actions.assign(viewer=supervisor, codes=[code], to=officer.actor)
    queries.matter_page(viewer=officer, code=code)
    with pytest.raises(Missing):
        queries.matter_page(viewer=second_officer, code=code)


def test_who_looks_a_person_up_leaves_a_trace_that_the_person_reads(
    officer: Viewer, worker: Viewer
) -> None:
    code = actions.receive(
        viewer=worker, procedure="desk", key="1",
        asked=actions.Asked(STORY, actions.Asked("x").person, grade="hard", region_code="370202"),
    ).code  # fmt: skip
    actions.look_up_person(viewer=officer, code=code, reason="示例：准备回访")
    told = queries.asker_page(asker=worker, code=code).entries[0]
    assert (told.kind, told.words) == ("viewed", "示例：准备回访")


def test_nothing_told_lies_open_in_the_tables(officer: Viewer) -> None:
    came = received()
    actions.call(viewer=officer, code=came.code, words=STORY)
    actions.look_up_person(viewer=officer, code=came.code, reason=STORY)
    kept = [
        *Matter.objects.values(), *Entry.objects.values(), *AuditEntry.objects.values(),
        *Event.objects.values(),
    ]  # fmt: skip
    secrets = (STORY, PHONE, "示例职工甲", came.passphrase, came.passphrase.replace(" ", ""))
    for secret in secrets:
        for form in (secret.encode(), secret.encode("utf-16-le")):
            for row in kept:
                for value in row.values():
                    text = bytes(value) if isinstance(value, bytes | memoryview) else None
                    assert form not in (text if text is not None else str(value).encode())
