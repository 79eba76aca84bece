"""Which of ours another system has: sure by number, procedure and day, else only likely."""

from datetime import datetime, timedelta

from app.domain.pairing import Entry, pair_up
from app.domain.times import VN, to_seconds

NINE = datetime(2026, 11, 20, 9, tzinfo=VN)
ID, OTHER = "011090000007", "011090000015"


def entry(number: int, owner: str | None = ID, *, name: str = "lo van tanh",
          procedure: str = "2.000815", days: int = 0, minutes: int = 0) -> Entry:  # fmt: skip
    at = NINE + timedelta(days=days, minutes=minutes)
    return Entry(number, f"M-{number}", name, owner, procedure, to_seconds(at))


def pairs(ours: list[Entry], theirs: list[Entry]) -> list[tuple[int, int, bool]]:
    return [(one.ours.id, one.theirs.id, one.sure) for one in pair_up(ours, theirs).matches]


def test_number_procedure_and_day_are_sure() -> None:
    assert pairs([entry(1)], [entry(11, minutes=200)]) == [(1, 11, True)]


def test_each_is_in_one_list_once() -> None:
    found = pair_up([entry(1), entry(2), entry(3, OTHER)], [entry(11), entry(12, "011090000023")])
    assert [(one.ours.id, one.theirs.id) for one in found.matches] == [(1, 11)]
    assert [one.id for one in found.here] == [2, 3]
    assert [one.id for one in found.there] == [12]


def test_several_of_one_person_pair_in_their_order() -> None:
    ours = [entry(2, minutes=30), entry(1)]
    assert pairs(ours, [entry(12, minutes=40), entry(11, minutes=5)]) == [
        (1, 11, True),
        (2, 12, True),
    ]


def test_without_a_number_the_name_is_only_likely() -> None:
    assert pairs([entry(1, None)], [entry(11)]) == [(1, 11, False)]
    assert pairs([entry(1, OTHER)], [entry(11)]) == []  # two people of one name


def test_a_day_later_or_a_procedure_that_is_not_known_is_only_likely() -> None:
    assert pairs([entry(1)], [entry(11, days=2)]) == [(1, 11, False)]
    assert pairs([entry(1)], [entry(11, days=4)]) == []
    assert pairs([entry(1)], [entry(11, procedure="Chứng thực bản sao")]) == [(1, 11, False)]
    assert pairs([entry(1)], [entry(11, procedure="1.001193")]) == []


def test_what_is_sure_goes_before_what_is_likely() -> None:
    found = pairs([entry(1, days=-1), entry(2)], [entry(11)])
    assert found == [(2, 11, True)]


def test_days_are_the_laws_not_the_worlds() -> None:
    late = Entry(
        1, "M-1", "a", ID, "2.000815", to_seconds(datetime(2026, 11, 20, 23, 30, tzinfo=VN))
    )
    early = Entry(
        2, "M-2", "a", ID, "2.000815", to_seconds(datetime(2026, 11, 20, 0, 10, tzinfo=VN))
    )
    assert pairs([late], [early]) == [(1, 2, True)]
