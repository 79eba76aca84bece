"""What was paid for a dossier, when and how."""

import pytest

from app.domain import events as e
from app.domain.parts import FeeLine, FeeReceipt
from app.services.payments import DUTY, payments
from tests.printing.told import FEE, event, life, moment

LATER = moment(23)


def told(*steps: e.Event, **more: object) -> list[tuple[str, int | None, int]]:
    return [(one.method, one.dong, one.at.day) for one in payments(life(*steps, **more))]


def test_paid_at_the_reception_or_later() -> None:
    assert told(paid="cash") == [("cash", 15_000, 20)]
    assert told() == []
    assert told(event(e.PaymentMade("transfer"), LATER)) == [("transfer", 15_000, 23)]
    assert told(event(e.PaymentMade(), LATER)) == [("cash", 15_000, 23)]


def test_a_second_word_of_the_same_payment_is_none() -> None:
    assert told(event(e.PaymentMade("cash"), LATER), paid="cash") == [("cash", 15_000, 20)]


def test_a_transfer_that_became_cash_was_taken_on_that_day() -> None:
    cash = event(e.PaymentMade("cash"), LATER)
    assert told(cash, paid="transfer") == [("cash", 15_000, 23)]
    other = event(e.Corrected("fee.paid", "cash", "transfer", "ghi nhầm"), moment(24))
    assert told(cash, other, paid="transfer") == [("transfer", 15_000, 23)]


def test_a_duty_is_paid_by_itself_and_leaves_the_fee_as_it_was() -> None:
    receipt = FeeReceipt("01BLP2-001", "28AA-26P", "0000123")
    duty = (
        event(e.PaymentRequired(204_000), moment(21)), event(e.PaymentMade("cash", receipt), LATER),
    )  # fmt: skip

    paid = life(*duty, paid="transfer")
    assert [(one.method, one.dong) for one in payments(paid)] == [
        ("transfer", 15_000), ("cash", 204_000),
    ]  # fmt: skip
    assert (paid[-1].after.paid, paid[-1].after.fee_receipt) == ("transfer", None)
    (alone,) = payments(life(*duty))
    assert ([line.kind for line in alone.lines or ()], alone.receipt) == ([DUTY], receipt)
    assert life(*duty)[-1].after.paid is None
    fee = event(e.PaymentMade("transfer"), moment(24))
    assert told(*duty, fee) == [("cash", 204_000, 23), ("transfer", 15_000, 24)]


def test_a_demand_without_an_amount_is_of_the_fee() -> None:
    asked = event(e.PaymentRequired(), moment(21)), event(e.PaymentMade("cash"), LATER)
    assert told(*asked) == [("cash", 15_000, 23)]


@pytest.mark.parametrize(
    "fee",
    [{"paid": "transfer"}, {"fees": (FeeLine("fee", None, 1, 0),)}, {"exemption": "Hộ nghèo"}],
)
def test_where_no_fee_is_open_it_is_of_a_duty_whose_amount_nobody_knows(
    fee: dict[str, object],
) -> None:
    receipt = FeeReceipt("01BLP2-001", "28AA-26P", "0000123")
    steps = (
        event(e.PaymentRequired(), moment(21)), event(e.PaymentMade("cash", receipt), LATER),
    )  # fmt: skip
    last = payments(life(*steps, **fee))[-1]
    assert (last.duty, last.method, last.dong, last.receipt) == (True, "cash", None, receipt)
    after = life(*steps, **fee)[-1].after
    assert (after.status, after.paid, after.fee_receipt) == (4, fee.get("paid"), None)


def test_a_receipt_put_right_stands_in_the_book_as_it_is_one_written_anew_does_not() -> None:
    wrong, right = (FeeReceipt("01BLP2-001", "28AA-26P", one) for one in ("0000123", "0000132"))
    other = FeeReceipt("01BLP2-001", "28AA-26P", "0000500")
    serial = "fee.fee_receipt.serial"
    paid = event(e.PaymentMade("cash", wrong), moment(21))
    mended = event(e.Corrected(serial, wrong.serial, right.serial, "gõ nhầm"), LATER)
    again = event(e.PaymentMade("cash", other), moment(24))
    late = event(e.Corrected(serial, other.serial, "0000501", "gõ nhầm"), moment(25))

    def receipts(*steps: e.Event, **more: object) -> list[FeeReceipt | None]:
        return [one.receipt for one in payments(life(*steps, **more))]

    assert receipts(paid) == [wrong]
    assert receipts(paid, mended) == [right]
    assert receipts(mended, paid="cash", fee_receipt=wrong) == [right]
    assert receipts(paid, mended, again, late) == [right]


def test_a_correction_is_how_it_was() -> None:
    paid = event(e.Corrected("fee.paid", None, "cash", "quên ghi"), LATER)
    unpaid = event(e.Corrected("fee.paid", "cash", None, "ghi nhầm"), LATER)
    more = event(
        e.Corrected("copies", 1, 2, "đếm lại", (FeeLine("fee", 15_000, 2, 30_000),)), LATER
    )

    assert told(paid) == [("cash", 15_000, 23)]
    other = event(e.Corrected("fee.paid", "cash", "transfer", "ghi nhầm"), LATER)
    assert told(unpaid, paid="cash") == []
    assert told(other, paid="cash") == [("transfer", 15_000, 20)]
    assert told(more, paid="cash", copies=1) == [("cash", 30_000, 20)]


def test_a_fee_of_an_unknown_amount_that_is_paid_is_a_payment_of_an_unknown_amount() -> None:
    (later,) = payments(life(event(e.PaymentMade("transfer"), LATER), fees=None))
    (at_once,) = payments(life(fees=None, paid="cash"))
    assert (later.method, later.dong, later.at.day) == ("transfer", None, 23)
    assert (at_once.method, at_once.dong, at_once.at.day) == ("cash", None, 20)
    known = event(e.Corrected("pages", None, 2, "đếm lại", (FeeLine("fee", 4000, 1, 4000),)), LATER)
    assert told(known, fees=None, paid="cash") == [("cash", 4000, 20)]
    assert told(fees=None) == []
    assert told(fees=None, paid="cash", exemption="người có công") == []


@pytest.mark.parametrize("fees", [(), (FeeLine("fee", None, 1, 0),)])
def test_nothing_is_no_payment(fees: object) -> None:
    assert told(fees=fees, paid="cash") == []


def test_who_is_exempt_pays_nothing() -> None:
    assert told(fees=FEE, paid="cash", exemption="người có công") == []


def test_a_fee_that_no_rule_names_is_what_its_taker_said_last_on_the_day_of_the_first() -> None:
    first = event(e.PaymentMade("cash", None, None, None, 80_000), moment(21))
    again = event(e.PaymentMade("cash", None, None, None, 8_000), LATER)
    assert told(first, fees=None) == [("cash", 80_000, 21)]
    assert told(first, again, fees=None) == [("cash", 8_000, 21)]
    assert told(event(e.PaymentMade("cash"), moment(21)), again, fees=None) == [("cash", 8_000, 21)]
    assert told(first) == [("cash", 15_000, 21)]
