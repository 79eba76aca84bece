"""Statistics of some days: by way, by procedure, by day, and how many on a working day."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.domain.builtin import load_builtin
from app.domain.calendar import read_calendar
from app.services.books import Book, Period
from app.services.workload import (
    CHANNELS,
    MOMENTS,
    Counted,
    Deed,
    Naming,
    Standing,
    Tally,
    workload,
)

CALENDAR = read_calendar(load_builtin().calendar)
SEVEN_WEEKS = Period(date(2025, 7, 1), date(2025, 8, 21))
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))  # Monday to Sunday
COPY, BIRTH = "2.000815", "1.001193"


def tally(count: int, **more: Any) -> Tally:
    usual = {
        "moment": "received", "day": date(2026, 11, 20), "hour": 9, "procedure": COPY,
        "channel": "counter", "system": None,
    }  # fmt: skip
    return Tally(**{**usual, **more, "count": count})


def made(*tallies: Tally, period: Period = WEEK, **more: Any) -> Book:
    fields = {COPY: "Chứng thực", BIRTH: "Hộ tịch"}
    naming = Naming(lambda code: f"thủ tục {code}", fields.get)
    return workload(Counted(tallies, **more), period, CALENDAR, naming)


def test_sin_thaus_seven_weeks_are_told_as_the_report_counts_them() -> None:
    """33 direct and 178 online in 38 working days: 5.6 and 0.9 a day (domain.md 9.1)."""
    day = date(2025, 7, 15)
    online = tally(178, day=day, channel="online", procedure=BIRTH, system="province")
    totals = made(tally(33, day=day), online, period=SEVEN_WEEKS).totals

    assert [totals[name] for name in ("received", "counter", "online", "post")] == [211, 33, 178, 0]
    assert (totals["working_days"], totals["a_day"], totals["counter_a_day"]) == (38, "5,6", "0,9")


def test_each_working_day_has_its_line_and_a_day_off_only_where_something_was_done() -> None:
    book = made(tally(3), tally(1, day=date(2026, 11, 21), moment="returned"))

    days = [(row["key"][-2:], row["received"], row["returned"]) for row in book.parts["days"]]
    assert days == [
        ("16", 0, 0), ("17", 0, 0), ("18", 0, 0), ("19", 0, 0), ("20", 3, 0), ("21", 0, 1),
    ]  # fmt: skip


def test_more_than_two_months_are_told_by_months() -> None:
    period = Period(date(2026, 9, 1), date(2026, 11, 30))
    book = made(tally(2, day=date(2026, 9, 4)), tally(1, day=date(2026, 11, 30)), period=period)

    assert [(row["about"], row["received"]) for row in book.parts["days"]] == [
        ("09/2026", 2), ("10/2026", 0), ("11/2026", 1),
    ]  # fmt: skip
    assert book.totals["by"] == "tháng"


def test_procedures_come_by_their_number_and_other_systems_apart() -> None:
    theirs = tally(5, procedure=BIRTH, channel="online", system="hotich")
    book = made(tally(2), tally(1, moment="finished"), theirs)

    procedures = book.parts["procedures"]
    assert [(row["about"], row["received"], row["finished"]) for row in procedures] == [
        (f"thủ tục {BIRTH}", 5, 0), (f"thủ tục {COPY}", 2, 1),
    ]  # fmt: skip
    (system,) = book.parts["systems"]
    assert (system["about"], system["received"], system["online"]) == ("hệ thống hộ tịch", 5, 5)


def test_a_period_without_a_working_day_has_no_average() -> None:
    sunday = Period(date(2026, 11, 22), date(2026, 11, 22))
    assert made(tally(1, day=sunday.first), period=sunday).totals["a_day"] is None


@given(
    st.lists(
        st.builds(
            Tally, st.sampled_from(MOMENTS), st.dates(date(2026, 11, 16), date(2026, 11, 22)),
            st.integers(0, 23),
            st.sampled_from((COPY, BIRTH, "9.9")), st.sampled_from(CHANNELS),
            st.sampled_from((None, "province")), st.integers(1, 500),
        )
    )
)  # fmt: skip
def test_every_part_adds_up_to_the_whole(tallies: list[Tally]) -> None:
    book = made(*tallies)

    for figure in ("received", "counter", "online", "post", "finished", "returned"):
        for part in ("procedures", "fields", "days", "hours"):
            assert sum(row[figure] for row in book.parts[part]) == book.totals[figure]
    ways = sum(book.totals[channel] for channel in CHANNELS)
    assert ways == book.totals["received"]


def test_fields_and_hours_have_lines_of_their_own_and_an_unknown_field_says_so() -> None:
    book = made(tally(2), tally(3, procedure=BIRTH, hour=14), tally(1, procedure="9.9", hour=14))

    assert [(row["about"], row["received"]) for row in book.parts["fields"]] == [
        ("Hộ tịch", 3), ("Chứng thực", 2), ("Chưa rõ lĩnh vực", 1),
    ]  # fmt: skip
    assert [(row["about"], row["received"]) for row in book.parts["hours"]] == [
        ("9–10 giờ", 2), ("14–15 giờ", 4),
    ]  # fmt: skip


def test_people_stand_by_the_alphabet_whoever_did_more() -> None:
    deeds = (
        Deed("received", "Lò Thị Nhi", "counter", 31), Deed("received", "Lò Thị Nhi", "online", 6),
        Deed("finished", "Mùa A Dua", "counter", 20), Deed("received", "Đặng An", "counter", 1),
    )  # fmt: skip
    people = made(deeds=deeds).parts["people"]

    assert [row["about"] for row in people] == ["Đặng An", "Mùa A Dua", "Lò Thị Nhi"]
    assert (people[2]["received"], people[2]["online"], people[1]["finished"]) == (37, 6, 20)


def test_where_the_dossiers_of_the_period_stand_is_told_in_the_order_of_the_codes() -> None:
    standings = (
        Standing(10, None, "counter", 5), Standing(8, "suspended", "online", 1),
        Standing(4, None, "counter", 2), Standing(4, None, "online", 3),
    )  # fmt: skip
    states = made(standings=standings).parts["states"]

    assert [(row["about"], row["received"], row["returned"]) for row in states] == [
        ("đang xử lý", 5, 0), ("tạm dừng", 1, 0), ("đã trả kết quả", 5, 5),
    ]  # fmt: skip
