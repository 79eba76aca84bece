"""Incidents and the inventory: how they stand after each fact, and what words look like."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.builtin import load_builtin
from app.domain.catalogue import Catalogue
from app.domain.catalogue_files import Parts, build
from app.domain.events import Event, Fact
from app.domain.incident_lines import device_line, incident_line, listed_rows
from app.domain.incidents import (
    CLOSED,
    OPEN,
    DeviceListed,
    IncidentChanged,
    IncidentPictured,
    IncidentReported,
    changed,
    group_of,
    in_inventory,
    listed,
    looks_personal,
    pictured,
    reported,
)
from app.domain.reasons import DEVICE, INCIDENT
from app.domain.times import parse_moment, to_seconds

NINE = parse_moment("2026-11-20T09:00:00")
FACT = IncidentReported("SC-03158-1-0001", "SC-HT", "TB-MI", "Máy in", to_seconds(NINE))


def event(fact: Fact, days: int = 0) -> Event:
    at = NINE + timedelta(days=days)
    return Event(at, at, "nhi", None, None, fact)


def test_an_incident_counts_its_days_until_it_is_closed() -> None:
    open_one = reported(event(FACT), FACT)
    assert (open_one.state, open_one.days(NINE)) == (OPEN, 0)
    assert open_one.days(NINE + timedelta(days=3)) == 3
    note = IncidentChanged(FACT.document, OPEN, "đã gọi người sửa")
    end = IncidentChanged(FACT.document, CLOSED, "thay mực")
    noted = changed(open_one, event(note, 1), note)
    over = changed(noted, event(end, 2), end)
    assert (over.state, over.days(NINE + timedelta(days=9))) == (CLOSED, 2)
    assert [one.words for one in over.changes] == ["đã gọi người sửa", "thay mực"]
    again = changed(over, event(note, 4), note)
    assert (again.state, again.days(NINE + timedelta(days=5))) == (OPEN, 5)


def test_two_closings_keep_the_first_and_an_unknown_state_changes_nothing() -> None:
    end, odd = IncidentChanged(FACT.document, CLOSED), IncidentChanged(FACT.document, "merged")
    over = changed(reported(event(FACT), FACT), event(end, 1), end)
    twice = changed(changed(over, event(end, 3), end), event(odd, 4), odd)
    assert twice.closed_at == over.closed_at == NINE + timedelta(days=1)
    assert len(twice.changes) == 3


def test_a_picture_counts_once_and_opens_nothing_again() -> None:
    end = IncidentChanged(FACT.document, CLOSED)
    over = changed(reported(event(FACT), FACT), event(end, 1), end)
    one, other = (IncidentPictured(FACT.document, two * 32, "ef" * 32, 9) for two in ("ab", "cd"))
    shown = over
    for fact in (one, other, one):
        shown = pictured(shown, fact)
    assert [picture.digest for picture in shown.pictures] == [one.digest, other.digest]
    assert shown.closed_at == over.closed_at
    line = incident_line(shown, NINE, ())
    assert line["pictures"][0] == {"digest": "ab" * 32, "size": 9}
    assert "ef" * 32 not in str(line)


@given(st.integers(0, 50), st.integers(0, 50), st.none() | st.integers(0, 99))
def test_what_works_is_broken_and_is_missing_adds_up(
    works: int, broken: int, needed: int | None
) -> None:
    fact = DeviceListed("TB-MI", "Máy in", works + broken, broken, needed)
    device = listed(event(fact), fact)
    assert device.works == works
    if needed is None:
        assert device.missing is None
    else:
        assert device.missing == max(0, needed - works - broken)
    assert device_line(device)["works"] == works


@pytest.mark.parametrize(
    "text",
    [
        "của ông 011090000007 không quét được",
        "011 090 000 007",
        "gọi 0912345678",
        "gọi 0912 345 678",
        "gọi +84 912 345 678",
        "0215.3000.111",
    ],
)
def test_numbers_of_people_are_noticed(text: str) -> None:
    assert looks_personal(text)


@pytest.mark.parametrize(
    "text",
    ["", "máy in HP 1020 kẹt giấy", "lỗi 0x8007045D lúc 08:30 20/11/2026", "hồ sơ 2.000815",
     "SC-03158-1-0001", "MC-03158-1-261120-0007", "H18.40-261120-0001",
     "1.095 hồ sơ, 43.000 dân", "serial 1234567890123456"],
)  # fmt: skip
def test_other_numbers_are_not(text: str) -> None:
    assert not looks_personal(text)


def test_every_thing_of_the_list_belongs_to_a_group_and_nine_at_most_have_digits() -> None:
    builtin = load_builtin()
    groups = [one.code for one in listed_rows(builtin, INCIDENT)]
    devices = listed_rows(builtin, DEVICE)
    assert len(groups) == 4
    counts = {group: sum(group_of(one) == group for one in devices) for group in groups}
    assert sum(counts.values()) == len(devices)
    assert all(0 < count <= 9 for count in counts.values())
    assert {"TB-MT", "TB-MI", "TB-MQ", "TB-LS", "NL-BC"} <= {o.code for o in in_inventory(devices)}


def test_a_province_puts_its_own_list_in_the_place_of_ours() -> None:
    head = "code,kind,words,ground,source,certainty\n"
    own = head + "A1,incident,Nhóm riêng,,tỉnh,own\nB1,device,Máy riêng,A1; kiểm kê,tỉnh,own\n"
    theirs = build(Parts({"reasons.csv": own}), version="14.1").catalogue
    assert [one.code for one in listed_rows(theirs, INCIDENT)] == ["A1"]
    assert [one.code for one in in_inventory(listed_rows(theirs, DEVICE))] == ["B1"]
    assert len(listed_rows(Catalogue("trống"), INCIDENT)) == 4


def test_the_line_names_the_group_and_keeps_a_code_nobody_knows_any_more() -> None:
    incident = reported(event(FACT), FACT)
    groups = listed_rows(load_builtin(), INCIDENT)
    assert incident_line(incident, NINE, groups)["group_words"].startswith("Hạ tầng")
    assert incident_line(incident, NINE, ())["group_words"] == "SC-HT"
