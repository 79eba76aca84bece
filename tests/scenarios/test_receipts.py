"""A fee receipt (biên lai) is one sheet: at a second payment the answer names the first."""

from typing import Any

import pytest

from tests.scenarios.desks import Desk, copies

RECEIPT = {"form": "01BLP2-001", "symbol": "28AA-26P", "serial": "0000123"}
OTHER = {**RECEIPT, "serial": "0000124"}


def paid(code: str, receipt: dict[str, str] | None = None) -> dict[str, Any]:
    more = {} if receipt is None else {"fee_receipt": receipt}
    return {"code": code, "action": "payment_made", "paid": "cash", **more}


def warned(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one["field"], one["message"]) for one in answer.get("warnings", ())]


def test_a_receipt_of_another_dossier_is_warned_of_and_both_payments_are_kept(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies())
    once, twice = desk.feed("step", paid(first, RECEIPT), paid(second, RECEIPT))
    assert warned(once) == []
    ((field, said),) = warned(twice)
    assert field == "fee_receipt.serial"
    assert said == (
        f"Biên lai 28AA-26P số 0000123 đã ghi ở hồ sơ {first}; lần này vẫn ghi. Hãy xem lại số "
        "biên lai."
    )
    assert [desk.show(code)["fee"]["fee_receipt"] for code in (first, second)] == [RECEIPT] * 2
    assert desk.run("rebuild").status == 0
    typed = {**RECEIPT, "symbol": "28aa-26p ", "serial": "123"}  # the same sheet
    (late,) = desk.feed("receive", copies(fee={"paid": "cash", "fee_receipt": typed}))
    ((field, said),) = [one for one in warned(late) if one[0].startswith("fee.")]
    assert field == "fee.fee_receipt.serial"
    assert second in said or first in said


def test_a_receipt_of_a_duty_is_not_the_fees_too_and_one_word_more_of_a_payment_is_no_second_one(
    desk: Desk,
) -> None:
    (code,) = desk.receive(copies(fee={"paid": "cash", "fee_receipt": RECEIPT}))
    (again,) = desk.feed("step", paid(code, RECEIPT))
    assert not any(field == "fee_receipt.serial" for field, _ in warned(again))
    duty = {"code": code, "action": "require_payment", "amount_dong": 204_000}
    _, twice = desk.feed("step", duty, paid(code, RECEIPT))
    assert [said for field, said in warned(twice) if field == "fee_receipt.serial" and code in said]
    _, own = desk.feed("step", duty, paid(code, OTHER))
    shown = desk.show(code)
    assert shown["fee"]["more_receipts"] == [RECEIPT, OTHER]
    assert "more_receipts" not in shown
    assert not any(field == "fee_receipt.serial" for field, _ in warned(own))
    (later,) = desk.receive(copies())
    (other,) = desk.feed("step", paid(later, OTHER))
    assert [said for field, said in warned(other) if code in said]


def test_a_serial_put_right_frees_the_wrong_one_and_is_looked_at_itself(desk: Desk) -> None:
    first, second, third = desk.receive(*[copies() for _ in range(3)])
    desk.feed("step", paid(first, RECEIPT), paid(second, OTHER))
    right = {
        "action": "correct",
        "field": "fee.fee_receipt.serial",
        "reason": "gõ nhầm",
    }
    (taken,) = desk.feed("step", {**right, "code": first, "value": "0000124"})
    ((field, said),) = warned(taken)
    assert (field, second in said) == ("value", True)
    freed, free = desk.feed(
        "step", {**right, "code": first, "value": "0000125"}, paid(third, RECEIPT)
    )
    assert (warned(freed), warned(free)) == ([], [])


def test_marks_typed_in_other_signs_are_those_of_the_same_sheet(desk: Desk) -> None:
    desk.receive(copies(fee={"paid": "cash", "fee_receipt": RECEIPT}))
    ways = (
        {"form": "01BLP2–001", "symbol": "28AA – 26P", "serial": "123"},
        {"form": "01 blp2 001", "symbol": "28aa.26p", "serial": "０００１２３"},
    )
    lines = [copies(fee={"paid": "cash", "fee_receipt": one}) for one in ways]
    answers = desk.feed("receive", *lines)
    assert all("fee.fee_receipt.serial" in dict(warned(one)) for one in answers), answers


@pytest.mark.parametrize("serial", ["0", "0000", "-", "…"])
def test_no_number_is_no_sheet_that_two_dossiers_could_have(desk: Desk, serial: str) -> None:
    fee = {"paid": "cash", "fee_receipt": {**RECEIPT, "serial": serial}}
    answers = desk.feed("receive", copies(fee=fee), copies(fee=fee))
    assert all("code" in one for one in answers), answers
    assert "fee.fee_receipt.serial" not in dict(warned(answers[1]))


def test_a_voided_dossier_keeps_its_receipt(desk: Desk) -> None:
    first, second = desk.receive(copies(), copies())
    void = {"code": first, "action": "void", "reason": "nhầm"}
    *_, twice = desk.feed("step", paid(first, RECEIPT), void, paid(second, RECEIPT))
    assert [said for _, said in warned(twice) if f"{first} (đã huỷ)" in said]
