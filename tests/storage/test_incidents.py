"""Incidents and the inventory in the journal: no number left out, a rebuild says the same."""

from datetime import timedelta

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.services.incidents import change, count_device, report
from app.storage import incidents, projections, rebuilding
from tests.storage.conftest import FRIDAY

PRINTER = {"device": "TB-MI", "words": "kẹt giấy từ sáng", "since": "2026-11-20T08:10:00+07:00"}


def numbers(opened: OpenDesk) -> list[str]:
    return [one.document for one in incidents.every(opened.connection.execute)]


def test_an_incident_is_kept_with_what_the_program_knows(opened: OpenDesk) -> None:
    told = report(opened.desk, PRINTER, {"version": "1", "page": "Tiếp nhận"})
    assert (told.number, told.warnings) == ("SC-03158-1-0001", ())
    found = opened.journal.incident(told.number)
    assert found is not None
    assert (found.group, found.device, found.about) == ("SC-HT", "TB-MI", "Máy in")
    assert found.known == (("version", "1"), ("page", "Tiếp nhận"))
    assert found.since == FRIDAY - timedelta(hours=1, minutes=50)
    assert found.reported_at == FRIDAY
    assert opened.journal.incident("SC-03158-1-0099") is None


def test_numbers_go_on_without_a_gap_whatever_was_refused_between(opened: OpenDesk) -> None:
    first = report(opened.desk, PRINTER).number
    with pytest.raises(ClerkError):
        report(opened.desk, {"device": ""})
    with pytest.raises(RuntimeError), opened.journal.transaction():
        raise RuntimeError
    second = report(opened.desk, {"device": "Ghế gãy", "group": "sc-ht"}).number
    assert (first, second) == ("SC-03158-1-0001", "SC-03158-1-0002")
    assert numbers(opened) == [second, first]


def test_what_was_done_is_told_in_its_order_and_a_closed_one_stays_closed(opened: OpenDesk) -> None:
    number = report(opened.desk, PRINTER).number
    change(opened.desk, {"number": number, "words": "đã gọi thợ"})
    change(opened.desk, {"number": number, "state": "closed"})
    found = opened.journal.incident(number)
    assert found is not None
    assert [one.words for one in found.changes] == ["đã gọi thợ", None]
    assert found.closed_at == FRIDAY
    with pytest.raises(ClerkError, match="đã đóng ngày 20/11/2026"):
        change(opened.desk, {"number": number, "state": "closed"})
    change(opened.desk, {"number": number, "words": "hỏng lại"})
    again = opened.journal.incident(number)
    assert again is not None
    assert again.closed_at is None


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"device": "Ghế gãy"}, "group"),
        ({"device": "TB-MI", "group": "SC-XX"}, "group"),
        ({"group": "SC-HT"}, "device"),
        ({**PRINTER, "since": "2026-11-21T08:00:00+07:00"}, "since"),
        ({**PRINTER, "procedures": ["9.999999"]}, "procedure"),
        ({**PRINTER, "owner": "Lò Văn Ướt"}, "owner"),
    ],
)
def test_what_cannot_be_an_incident_is_said_at_its_field_and_nothing_kept(
    opened: OpenDesk, line: dict[str, object], field: str
) -> None:
    with pytest.raises(ClerkError) as refused:
        report(opened.desk, line)
    assert refused.value.field == field
    assert numbers(opened) == []


@pytest.mark.parametrize("field", ["words", "about", "device"])
def test_no_persons_number_is_stored(opened: OpenDesk, field: str) -> None:
    with pytest.raises(ClerkError, match="Chưa lưu gì") as refused:
        report(opened.desk, {**PRINTER, field: "thẻ 011 090 000 007 không đọc được"})
    assert refused.value.field == field
    assert numbers(opened) == []


def test_a_telephone_in_the_words_is_warned_of_and_kept(opened: OpenDesk) -> None:
    told = report(opened.desk, {**PRINTER, "words": "đã gọi 0912 345 678 hỏi"})
    assert [one.field for one in told.warnings] == ["words"]
    assert "Đừng ghi" in told.warnings[0].message
    assert numbers(opened) == [told.number]


def test_the_last_count_of_a_kind_holds(opened: OpenDesk) -> None:
    count_device(opened.desk, {"device": "máy in", "held": 2, "needed": 4})
    count_device(opened.desk, {"device": "TB-MI", "held": 3, "broken": 1, "needed": 4})
    count_device(opened.desk, {"device": "Máy chiếu", "held": 0, "note": "mượn của trường"})
    other, printers = incidents.inventory(opened.connection.execute)
    assert (printers.code, printers.works, printers.broken, printers.missing) == ("TB-MI", 2, 1, 1)
    assert (other.code, other.held, other.missing) == ("Máy chiếu", 0, None)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ({"held": 1}, "device"),
        ({"device": "TB-MI"}, "held"),
        ({"device": "TB-MI", "held": -1}, "held"),
        ({"device": "TB-MI", "held": 1, "broken": 2}, "broken"),
        ({"device": "TB-MI", "held": 1, "note": "của 011090000007"}, "note"),
    ],
)
def test_a_count_that_cannot_be_is_refused(
    opened: OpenDesk, line: dict[str, object], field: str
) -> None:
    with pytest.raises(ClerkError) as refused:
        count_device(opened.desk, line)
    assert refused.value.field == field


def test_a_rebuild_writes_the_same_rows(opened: OpenDesk) -> None:
    number = report(opened.desk, PRINTER).number
    change(opened.desk, {"number": number, "state": "closed", "words": "thay mực"})
    count_device(opened.desk, {"device": "TB-MI", "held": 3})
    execute = opened.connection.execute
    before = projections.digest(execute)
    found = incidents.every(execute)
    rebuilding.rebuild(opened.connection)
    assert projections.digest(execute) == before
    assert incidents.every(execute) == found
    assert report(opened.desk, PRINTER).number == "SC-03158-1-0002"
