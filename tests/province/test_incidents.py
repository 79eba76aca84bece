"""Incidents at the province, whatever a machine wrote."""

from datetime import timedelta

from app.domain.form_stock import COUNTED, RECEIVED, USED, FormStockMoved, Serials
from app.domain.incidents import CLOSED, OPEN, IncidentChanged, IncidentReported
from app.domain.times import to_seconds
from province.incidents import overview
from province.judge import judge
from province.ledger import Ledger
from tests.province.desks import NOW, Desk, Post


def reported(number: int, since: int) -> IncidentReported:
    return IncidentReported(f"SC-03158-1-{number:04d}", "SC-HT", "TB-MI", "Máy in", since)


def test_one_whose_begin_no_calendar_has_hides_no_other(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.add(reported(1, 1 << 62))
    desk.add(IncidentChanged("SC-03158-1-0001", CLOSED))
    desk.add(reported(2, to_seconds(NOW)))
    desk.send(post)
    judge(ledger, NOW)
    (one,) = overview(ledger, NOW + timedelta(days=2))["incidents"]
    assert (one["number"], one["days"]) == ("SC-03158-1-0002", 2)


def test_changes_stand_in_the_order_they_were_written_whatever_the_desk_s_clock_said(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    desk.add(reported(1, to_seconds(NOW)))
    desk.add(IncidentChanged("SC-03158-1-0001", CLOSED))
    desk.at -= timedelta(hours=5)  # the clock had run ahead and was put right
    desk.add(IncidentChanged("SC-03158-1-0001", OPEN, "hỏng lại"))
    desk.send(post)
    (one,) = overview(ledger, NOW)["incidents"]
    assert (one["state"], [change["state"] for change in one["changes"]]) == (OPEN, [CLOSED, OPEN])


def test_a_movement_that_cannot_be_takes_no_more_than_there_is_and_hides_no_other(
    ledger: Ledger, post: Post, desk: Desk
) -> None:
    for way, quantity in ((COUNTED, 3), (USED, 9), ("lent", 2), (RECEIVED, -4), (RECEIVED, 5)):
        desk.add(FormStockMoved("PH-KS", "Giấy khai sinh", way, quantity, Serials("", "x", "y")))
    desk.send(post)
    (one,) = overview(ledger, NOW)["forms"]
    assert (one["left"], one["least"], one["low"]) == (5, None, False)
