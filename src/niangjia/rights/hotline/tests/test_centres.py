"""A call centre hands calls over by machine: one matter a key, a token that can be taken away."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from niangjia.casework.models import Channel, Matter
from niangjia.foundation.ledger.queries import trail_of
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.hotline import actions, queries
from niangjia.rights.hotline.models import CentreCall, CentreToken
from niangjia.rights.hotline.tests.calls import told

pytestmark = pytest.mark.django_db
URL = "/api/v1/hotline/calls"
CALL = {"story": "示例：站点两个月没结工资。", "item": "petition_wages", "region_code": "370202"}


@pytest.fixture
def token(administrator: Viewer, unions: Any) -> str:
    made = actions.make_token(
        viewer=administrator, organisation=unions.city.code, name="示例呼叫中心"
    )
    return made.token


@pytest.fixture
def send(client: Client, token: str) -> Callable[..., Any]:
    def post(body: Any = None, key: str = "call-0001", bearer: str = token) -> Any:
        headers = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": key}
        text = body if isinstance(body, str) else json.dumps(body or CALL)
        return client.post(URL, text, content_type="application/json", headers=headers)

    return post


@pytest.mark.usefixtures("officer")
def test_a_call_is_taken_over_and_sent_on(send: Callable[..., Any]) -> None:
    answer = send()
    assert answer.status_code == 201
    told_back = answer.json()
    one = Matter.objects.get()
    assert told_back["number"] == one.number
    assert told_back["office"] == "市南区总工会（示例）"
    assert (told_back["crisis"], told_back["again"]) == (False, False)
    assert (one.channel, one.received_by.name) == (Channel.API, "青岛市总工会（示例）")


def test_the_same_key_again_is_the_same_matter(send: Callable[..., Any]) -> None:
    first, second = send(), send()
    assert (first.status_code, second.status_code) == (201, 200)
    assert {**first.json(), "again": True} == second.json()
    assert Matter.objects.count() == CentreCall.objects.count() == 1


def test_the_same_key_with_another_call_is_refused(send: Callable[..., Any]) -> None:
    send()
    answer = send({**CALL, "story": "示例：另一件事。"})
    assert answer.status_code == 409
    assert answer.json() == {"detail": "这个幂等键已经用在另一个来电上。"}
    assert Matter.objects.count() == 1


def test_another_key_is_another_matter(send: Callable[..., Any]) -> None:
    send()
    assert send(key="call-0002").status_code == 201
    assert Matter.objects.count() == 2


def test_a_new_token_of_the_same_centre_knows_the_old_keys(
    send: Callable[..., Any], administrator: Viewer, unions: Any
) -> None:
    first = send()
    new = actions.make_token(
        viewer=administrator, organisation=unions.city.code, name="示例呼叫中心"
    )
    assert send(bearer=new.token).json()["number"] == first.json()["number"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ({**CALL, "item": "no_such"}, 422),
        ({**CALL, "story": "  "}, 422),
        ({**CALL, "region_code": "999999"}, 422),
        ({**CALL, "claimed": -1}, 422),
        ({**CALL, "grade": "quick"}, 422),
        ({**CALL, "surprise": 1}, 422),
        ({"item": "petition_wages"}, 422),
    ],
)
def test_what_is_wrong_is_told_as_json(send: Callable[..., Any], body: Any, status: int) -> None:
    answer = send(body)
    assert answer.status_code == status
    assert answer.json()["detail"]
    assert not Matter.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "有汉字的幂等键"])
def test_a_key_is_needed(client: Client, token: str, key: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    if key:
        headers["Idempotency-Key"] = key
    answer = client.post(URL, json.dumps(CALL), content_type="application/json", headers=headers)
    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_no_token_no_call(send: Callable[..., Any], client: Client) -> None:
    assert send(bearer="nj12351_wrong").status_code == 401
    assert client.post(URL, json.dumps(CALL), content_type="application/json").status_code == 401
    assert not Matter.objects.exists()


def test_a_revoked_token_takes_nothing_more(
    send: Callable[..., Any], administrator: Viewer, token: str
) -> None:
    one = CentreToken.objects.get()
    actions.revoke_token(viewer=administrator, code=one.code)
    assert send().status_code == 401
    with pytest.raises(Refused):
        actions.from_call_centre(token=token, told=told(), key="call-0001")
    with pytest.raises(Conflict):
        actions.revoke_token(viewer=administrator, code=one.code)


def test_the_token_itself_is_kept_nowhere(token: str, administrator: Viewer) -> None:
    one = CentreToken.objects.get()
    assert token not in str(vars(one))
    assert one.hint == token[-4:]
    (shown,) = queries.tokens(viewer=administrator)
    assert token not in str(shown)
    assert token not in str(list(trail_of(f"centre:{one.code}").values()))


@pytest.mark.parametrize("who", ["officer", "worker", "stranger", "auditor", "supervisor"])
def test_only_an_administrator_makes_tokens(
    request: pytest.FixtureRequest, who: str, unions: Any
) -> None:
    viewer = request.getfixturevalue(who)
    with pytest.raises((Refused, Missing)):
        actions.make_token(viewer=viewer, organisation=unions.city.code, name="示例呼叫中心")
    with pytest.raises(Refused):
        queries.tokens(viewer=viewer)


def test_an_administrator_elsewhere_neither_sees_nor_revokes(
    token: str, person: Callable[..., Viewer], unions: Any
) -> None:
    assert token
    elsewhere = person("示例外地管理员", (Role.ADMINISTRATOR, unions.elsewhere))
    assert queries.tokens(viewer=elsewhere) == ()
    with pytest.raises((Missing, Refused)):
        actions.revoke_token(viewer=elsewhere, code=CentreToken.objects.get().code)


def test_a_token_needs_a_name(administrator: Viewer, unions: Any) -> None:
    with pytest.raises(Invalid):
        actions.make_token(viewer=administrator, organisation=unions.city.code, name=" ")


def test_the_classes_are_told_to_anybody(client: Client) -> None:
    found = client.get("/api/v1/hotline/classes").json()
    assert found[0]["name"] == "咨询"
    assert sum(len(one["items"]) for one in found) > 40


def test_words_of_harm_are_told_at_once(send: Callable[..., Any]) -> None:
    assert send({**CALL, "story": "示例：拿不到钱我就跳楼。"}).json()["crisis"]
