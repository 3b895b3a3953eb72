"""Few of the best, and not all alike."""

from datetime import date

from niangjia.rights.caselaw.alike.choosing import Ranked, chosen, preferred
from niangjia.rights.caselaw.alike.profile import KnownCase, Profile

TODAY = date(2026, 1, 1)


def case(number: int, outcome: str = "supported", **known: object) -> KnownCase:
    fields = {"kinds": frozenset({"overtime"}), "place": "370200"} | known
    profile = Profile(kinds=fields["kinds"], place=fields["place"])  # type: ignore[arg-type]
    return KnownCase(number, f"{number:04d}", profile, outcome)


def ranked(*scored: tuple[KnownCase, float]) -> list[Ranked]:
    return [Ranked(one, score) for one, score in scored]


def never(_one: KnownCase, _other: KnownCase) -> bool:
    return False


def numbers(cases: list[KnownCase]) -> list[int]:
    return [one.number for one in cases]


def test_the_best_comes_first_and_nothing_twice() -> None:
    some = ranked(*((case(number), 6 - number / 10) for number in range(8)))
    assert numbers(chosen(some, never, 3))[0] == 0
    assert len(set(numbers(chosen(some, never, 20)))) == 8


def test_both_endings_are_shown_where_both_are_close() -> None:
    won = [(case(number), 5.0 - number / 100) for number in range(6)]
    lost = (case(9, "refused"), 4.0)
    shown = chosen(ranked(*won, lost), never, 5)
    assert 9 in numbers(shown)
    assert len(shown) == 5
    far = (case(9, "refused"), 1.0)
    assert 9 not in numbers(chosen(ranked(*won, far), never, 5))


def test_a_single_case_stays_the_best_one() -> None:
    won, lost = (case(1), 5.0), (case(2, "refused"), 4.9)
    assert numbers(chosen(ranked(won, lost), never, 1)) == [1]


def test_of_one_dispute_there_is_one_paper() -> None:
    some = ranked((case(1), 5.0), (case(2), 4.9), (case(3), 4.8))

    def same(one: KnownCase, other: KnownCase) -> bool:
        return {one.number, other.number} == {1, 2}

    assert numbers(chosen(some, same, 5)) == [1, 3]


def test_the_other_ending_is_never_a_paper_of_a_dispute_already_shown() -> None:
    some = ranked((case(1), 5.0), (case(2, "refused"), 4.9), (case(3), 4.8))

    def same(one: KnownCase, other: KnownCase) -> bool:
        return {one.number, other.number} == {1, 2}

    assert numbers(chosen(some, same, 2)) == [1, 3]


def test_another_kind_of_case_goes_before_one_that_says_the_same_again() -> None:
    again = case(2)
    other = case(3, "refused", kinds=frozenset({"severance"}), place="110000")
    some = ranked((case(1), 5.0), (again, 4.5), (other, 4.4))
    assert numbers(chosen(some, never, 2)) == [1, 3]


def test_of_equals_the_explained_the_newer_and_the_nearer_come_first() -> None:
    profile = Profile(place="370202")
    plain = KnownCase(1, "1", Profile(place="440300"), decided=date(2010, 1, 1))
    others = {
        "explained": KnownCase(2, "2", plain.profile, decided=plain.decided, explained=True),
        "newer": KnownCase(3, "3", plain.profile, decided=date(2025, 6, 1)),
        "nearer": KnownCase(4, "4", Profile(place="370203"), decided=plain.decided),
    }
    for name, other in others.items():
        first = preferred(ranked((plain, 3.0), (other, 3.0)), profile, TODAY)[0]
        assert first.case is other, name
    province = KnownCase(5, "5", Profile(place="370100"), decided=plain.decided)
    order = preferred(
        ranked((plain, 3.0), (province, 3.0), (others["nearer"], 3.0)), profile, TODAY
    )
    assert numbers([one.case for one in order]) == [4, 5, 1]


def test_being_new_and_near_does_not_outweigh_being_like() -> None:
    like = KnownCase(1, "1", Profile(place="440300"), decided=date(2010, 1, 1))
    near = KnownCase(2, "2", Profile(place="370202"), decided=date(2026, 1, 1), explained=True)
    best = preferred(ranked((near, 3.0), (like, 5.0)), Profile(place="370202"), TODAY)
    assert best[0].case is like
