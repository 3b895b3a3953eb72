"""What comes in is compared with what is there, in the background, and proposed once."""

from pathlib import Path

import pytest

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.likeness import finding
from niangjia.rights.caselaw.likeness.tests.papers import bring_in, compare
from niangjia.rights.caselaw.models import Case, Kinship, KinshipState, Signature
from niangjia.rights.caselaw.tests.files import jsonl

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases(tmp_path: Path, operator: Viewer) -> dict[str, Case]:
    return bring_in(tmp_path, operator, None)


def _proposed(cases: dict[str, Case]) -> dict[frozenset[str], str]:
    names = {case.pk: name for name, case in cases.items()}
    return {
        frozenset((names[kin.one_id], names[kin.other_id])): kin.kind
        for kin in Kinship.objects.all()
    }


def test_what_belongs_together_is_proposed_and_nothing_is_decided(cases: dict[str, Case]) -> None:
    compare()
    found = _proposed(cases)
    assert found[frozenset(("first", "copy"))] == "same_paper"
    assert found[frozenset(("award", "first"))] == "same_dispute"
    assert found[frozenset(("first", "second"))] == "same_dispute"
    assert not [pair for pair in found if "stranger" in pair]
    assert set(Kinship.objects.values_list("state", flat=True)) == {KinshipState.PROPOSED}
    assert not Case.objects.exclude(merged_into=None).exists()
    assert all(0.5 < kin.score <= 1 and kin.reasons for kin in Kinship.objects.all())


def test_comparing_again_changes_nothing(cases: dict[str, Case]) -> None:
    compare()
    before = list(Kinship.objects.order_by("pk").values())
    signed = list(Signature.objects.order_by("pk").values_list("pk", "text", "strong", "weak"))
    finding.follow_likeness([{"cases": [case.pk for case in cases.values()]}])
    assert finding.find_all() == (0, 0)
    assert list(Kinship.objects.order_by("pk").values()) == before
    after = Signature.objects.order_by("pk").values_list("pk", "text", "strong", "weak")
    assert [tuple(map(bytes, row[1:])) for row in after] == [
        tuple(map(bytes, row[1:])) for row in signed
    ]


def test_what_came_before_there_were_signatures_is_found_later(cases: dict[str, Case]) -> None:
    told: list[int] = []
    signed, proposed = finding.find_all(told.append)
    assert signed == len(cases) == told[-1]
    assert proposed == Kinship.objects.count() >= 3


def test_work_cut_off_after_signing_is_made_up_for(cases: dict[str, Case]) -> None:
    finding._sign([case.pk for case in cases.values()])
    assert finding.find_all()[1] == Kinship.objects.count() >= 3


def test_what_was_kept_apart_is_not_proposed_again(cases: dict[str, Case]) -> None:
    compare()
    Kinship.objects.update(state=KinshipState.APART, decided_by="account:1")
    finding.follow_likeness([{"cases": [case.pk for case in cases.values()]}])
    assert set(Kinship.objects.values_list("state", flat=True)) == {KinshipState.APART}


def test_a_case_that_is_gone_meanwhile_is_no_error(cases: dict[str, Case]) -> None:
    finding.follow_likeness([{"cases": [10**9]}, {"cases": []}])
    assert not Kinship.objects.exists()
    assert cases


def test_every_case_is_signed_with_whole_hashes(cases: dict[str, Case]) -> None:
    compare()
    for signature in Signature.objects.all():
        for packed in (signature.text, signature.strong, signature.weak):
            assert len(bytes(packed)) % 4 == 0
    assert Signature.objects.count() == len(cases)


@pytest.mark.parametrize(("firm", "known"), [("青岛浪花食品有限公司", True), ("某公司", False)])
def test_only_a_whole_name_tells_an_employer(
    firm: str, known: bool, tmp_path: Path, operator: Viewer
) -> None:
    text = (
        f"民事判决书\n原告：刘某，女。\n被告：{firm}，住所地青岛市市南区。\n原告刘某与被告{firm}劳动争议一案，"
        "本院受理后依法审理。\n原告刘某向本院提出诉讼请求：支付工资18000元。\n判决如下：驳回。"
    )
    source = jsonl(tmp_path / "one.jsonl", [{"text": text, "title": "示例"}])
    actions.import_cases(viewer=operator, sources=[source], publish=False, held_by=None)
    case = Case.objects.get()
    assert case.employer_key
    (traits,) = finding.traits_of([case])
    assert bool(traits.employer_key) is known
    assert traits.surnames == {"刘"}
