"""Whatever the house sends, a bystander who sees a locked screen learns nothing from it."""

import pytest
from django.conf import settings

from niangjia.foundation.notices.declaring import Channel, Kind, faults_of, safe_parameters
from niangjia.foundation.notices.rules.wording import SAFE, holes_of
from niangjia.kernel.issues import Issue
from niangjia.site.wiring import NOTICES


@pytest.mark.parametrize("kind", NOTICES, ids=lambda kind: kind.key)
def test_what_is_sent_says_only_that_there_is_something(kind: Kind) -> None:
    assert faults_of(kind) == []
    assert safe_parameters(kind) <= SAFE
    assert holes_of(kind.title) == frozenset()
    for shown in (kind.title, kind.short):
        for issue in Issue:
            assert issue.label == "其他" or issue.label not in shown
        assert "http" not in shown
        assert "口令是" not in shown


def test_only_danger_passes_quiet_hours() -> None:
    urgent = {kind.key for kind in NOTICES if kind.urgent}
    assert urgent == {key for key in urgent if "crisis" in key} != set()


def test_each_language_level_says_it_in_its_own_words() -> None:
    same = [kind.key for kind in NOTICES if kind.plain == kind.very_plain]
    assert same == []
    assert all(kind.key.count(".") == 1 for kind in NOTICES)


def test_ways_out_are_off_until_an_operator_chooses_them() -> None:
    assert Channel.CHAT in Channel
    assert settings.NIANGJIA_CHAT_URL == settings.NIANGJIA_SMS_URL == ""
