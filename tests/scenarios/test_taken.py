"""A fee that no rule names: what the taker says is the fee, in the book, on paper and in words."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.printing.reading import flat
from tests.scenarios.desks import OK, Desk, copies

MARITAL = copies(procedure="1.004873", pages=None, copies=None, details={"purpose": "kết hôn"})
DAYS = ("--from", "2026-11-01", "--to", "2026-11-30")


def paid(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "action": "payment_made", "paid": "cash", **more}


def said(answer: dict[str, Any]) -> str:
    return " ".join(one["message"] for one in answer.get("warnings", ()))


def book(desk: Desk, folder: Path) -> dict[str, Any]:
    out = folder / "fees.json"
    assert desk.run("register", "fees", *DAYS, "--out", str(out)).status == OK
    whole: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return whole


def test_what_was_taken_is_the_fee_in_the_sums_and_on_the_cash_slip(
    desk: Desk, tmp_path: Path
) -> None:
    (code,) = desk.receive(MARITAL)
    assert desk.show(code)["fee_dong"] is None
    (done,) = desk.feed("step", paid(code, amount_dong=8_000))
    assert said(done) == ""
    shown = desk.show(code)
    assert (shown["fee_dong"], shown["fee"]["paid"]) == (8_000, "cash")
    assert desk.run("rebuild").status == OK
    assert desk.show(code) == shown
    (row,) = [one for one in book(desk, tmp_path)["rows"] if one["code"] == code]
    assert (row["amount"], row["note"]) == (8_000, None)
    slip = tmp_path / "cash.pdf"
    assert desk.run("print", "cash", code, "--out", str(slip)).status == OK
    assert "Tám nghìn đồng" in flat(slip.read_bytes())


def test_an_amount_typed_wrongly_is_said_again_and_the_last_word_counts_once(
    desk: Desk, tmp_path: Path
) -> None:
    (code,) = desk.receive(MARITAL)
    before = book(desk, tmp_path)["totals"]
    silent, wrong, right, same = desk.feed(
        "step", paid(code), paid(code, amount_dong=80_000), paid(code, amount_dong=8_000),
        paid(code, amount_dong=8_000),
    )  # fmt: skip
    assert "Chưa ghi đã thu bao nhiêu" in said(silent)
    assert said(wrong) == ""
    assert "ghi trước là 80.000 đ; từ nay tính là 8.000 đ" in said(right)
    assert "vẫn tính một lần" in said(same)
    totals = book(desk, tmp_path)["totals"]
    assert totals["cash"] - before["cash"] == 8_000
    assert totals["count"] - before["count"] == 1
    assert totals["unknown"] == before["unknown"]


def test_an_amount_and_a_way_that_were_both_wrong_are_both_told(desk: Desk) -> None:
    (code,) = desk.receive(MARITAL)
    _, both = desk.feed(
        "step", paid(code, amount_dong=8_000), {**paid(code, amount_dong=9_000), "paid": "transfer"}
    )
    assert "từ nay tính là 9.000 đ" in said(both)
    assert "Lệ phí đã ghi nộp bằng tiền mặt; từ nay tính là chuyển khoản." in said(both)


def test_the_register_of_certification_has_what_was_taken_after_the_signing(desk: Desk) -> None:
    (code,) = desk.receive(copies(procedure="2.000942", pages=None, copies=None))
    desk.feed("step", {"code": code, "action": "finish", "result": {"signer": "Vàng A Ký"}})
    for amount in (3_000, 4_000):
        desk.feed("step", paid(code, amount_dong=amount))
        (line,) = desk.show(code)["register"]
        assert line["fee_dong"] == amount
    assert desk.run("rebuild").status == OK
    assert desk.show(code)["register"] == [line]


def test_a_correction_that_knows_no_fee_leaves_what_was_taken(desk: Desk) -> None:
    (code,) = desk.receive(MARITAL)
    change = {"code": code, "action": "correct", "reason": "đếm lại"}
    taken, counted, waived = desk.feed(
        "step", paid(code, amount_dong=8_000), {**change, "field": "copies", "value": 2},
        {**change, "field": "fee.exemption", "value": "khác; hộ nghèo"},
    )  # fmt: skip
    assert (said(taken), said(counted)) == ("", "")
    assert "8.000 đ → 0 đ" in said(waived)
    assert desk.show(code)["fee_dong"] == 0


@pytest.mark.parametrize("amount", [0, -8_000, 8_000.5, "tám nghìn", 10**11])
def test_no_amount_is_told_and_nothing_is_stored(desk: Desk, amount: object) -> None:
    (code,) = desk.receive(MARITAL)
    (refused,) = desk.feed("step", paid(code, amount_dong=amount))
    assert refused["field"] == "amount_dong"
    assert desk.show(code)["fee"]["paid"] is None


def test_a_duty_that_nobody_said_anything_of_is_told(desk: Desk) -> None:
    (code,) = desk.receive(copies(fee={"paid": "cash"}))
    _, silent = desk.feed("step", {"code": code, "action": "require_payment"}, paid(code))
    assert said(silent) == "Chưa ghi đã thu bao nhiêu: sổ thu phí kê khoản này nhưng không cộng."


def test_a_fee_or_duty_that_is_known_is_not_taken_otherwise(desk: Desk) -> None:
    (code,) = desk.receive(copies())
    (refused,) = desk.feed("step", paid(code, amount_dong=20_000))
    assert "Lệ phí của hồ sơ là 16.000 đ, không phải 20.000 đ" in refused["message"]
    duty = {"code": code, "action": "require_payment", "amount_dong": 204_000}
    desk.feed("step", duty)
    (refused,) = desk.feed("step", paid(code, amount_dong=16_000))
    assert "Khoản phải nộp của hồ sơ là 204.000 đ" in refused["message"]
    desk.feed("step", paid(code, amount_dong=204_000), paid(code, amount_dong=16_000))
    assert desk.show(code)["fee"]["paid"] == "cash"


def test_a_duty_that_named_no_amount_is_what_was_taken_and_no_fee(
    desk: Desk, tmp_path: Path
) -> None:
    (code,) = desk.receive(copies(fee={"paid": "transfer"}))
    demanded, answer = desk.feed(
        "step", {"code": code, "action": "require_payment"}, paid(code, amount_dong=204_000)
    )
    assert said(demanded) == "Chưa ghi số tiền phải nộp. Khi thu thì ghi số tiền đã thu."
    assert said(answer) == ""
    assert desk.show(code)["fee"]["paid"] == "transfer"
    rows = [one for one in book(desk, tmp_path)["rows"] if one["code"] == code]
    assert [(one["amount"], one["method"]) for one in rows] == [
        (16_000, "Chuyển khoản, chờ đối soát"), (204_000, "Tiền mặt"),
    ]  # fmt: skip
