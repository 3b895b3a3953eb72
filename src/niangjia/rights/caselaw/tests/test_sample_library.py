import pytest

from niangjia.foundation.ledger.models import Event
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.intake.samples import Sample, samples
from niangjia.rights.caselaw.models import Case, CaseState, Digest
from niangjia.rights.caselaw.rules.terms import Asker, Body, Issue, Outcome, Stage


def test_every_sample_is_whole_and_marked_as_made_up() -> None:
    for key, sample in samples().items():
        known = sample.understood()
        assert {known.issue, *known.other_issues} <= set(Issue), key
        assert known.body in set(Body), key
        assert known.stage in set(Stage), key
        assert known.asker in set(Asker), key
        assert known.outcome in set(Outcome), key
        assert "虚构" in sample.record().text[:40], key
        assert "虚构" in known.case_no, key


def test_the_sample_covers_every_issue_and_outcome() -> None:
    known = [sample.understood() for sample in samples().values()]
    assert len(known) >= 60
    assert {one.issue for one in known} == {issue.value for issue in Issue}
    assert {one.outcome for one in known} == {outcome.value for outcome in Outcome}


@pytest.mark.parametrize(
    "content", ["no front matter", "+++\nslug = 'x'\n+++\n## 文书正文\n正文\n"]
)
def test_a_broken_sample_names_itself(content: str) -> None:
    with pytest.raises(ValueError, match=r"broken\.md"):
        Sample("broken.md", content)


@pytest.mark.django_db
def test_loading_the_sample_twice_loads_it_once(operator: Viewer) -> None:
    assert actions.load_sample(viewer=operator) == len(samples())
    assert actions.load_sample(viewer=operator) == 0
    cases = Case.objects.all()
    assert cases.count() == Digest.objects.count() == len(samples())
    assert set(cases.values_list("state", "fictional")) == {(CaseState.PUBLISHED, True)}
    assert not cases.filter(paper_key=None).exists()
    payloads = [
        event.payload["cases"] for event in Event.objects.filter(topic="caselaw.visibility_changed")
    ]
    assert sorted(number for payload in payloads for number in payload) == sorted(
        cases.values_list("pk", flat=True)
    )
    assert all(case.citations.exists() for case in cases)
