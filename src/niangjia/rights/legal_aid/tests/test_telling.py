"""A lawyer who is asked hears of it, once; one who has answered hears nothing more."""

import pytest

from niangjia.foundation.ledger import courier
from niangjia.foundation.ledger.models import Event
from niangjia.foundation.notices.models import Notice
from niangjia.kernel.viewer import Viewer
from niangjia.rights.legal_aid import actions, telling
from niangjia.rights.legal_aid.tests.office import granted, matter

pytestmark = pytest.mark.django_db


def told(kind: str = "legal_aid.offered") -> list[int | None]:
    return list(Notice.objects.filter(kind=kind).values_list("account", flat=True))


def test_a_lawyer_who_is_asked_is_told_once(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    code = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    courier.drain("telling")
    assert told() == [lawyer.account]
    telling.offered([Event.objects.get(topic="legal_aid.offered").payload])
    assert told() == [lawyer.account]


def test_who_has_answered_is_not_told_late(
    officer: Viewer, lawyer: Viewer, in_register: str
) -> None:
    code = granted(officer).receipt.code
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=code)
    telling.offered([{"matter": matter(code).pk, "account": lawyer.account}])
    assert told() == []
