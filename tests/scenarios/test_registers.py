"""`motcua register` as a program: what it answers, and with which exit status."""

import json
from pathlib import Path

import pytest

from tests.scenarios.desks import OK, USAGE, Desk, copies

DAYS = ("--from", "2026-11-01", "--to", "2026-11-30")


def test_a_book_is_written_and_its_rows_are_told(founded: Desk, tmp_path: Path) -> None:
    out = tmp_path / "new" / "book.json"
    done = founded.run("register", "dossiers", *DAYS, "--out", str(out), "--json")

    assert done.status == OK
    assert done.object["book"] == "dossiers"
    assert done.object["rows"] == len(json.loads(out.read_text("utf-8"))["rows"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tales", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "x.pdf"), "Các sổ:"),
        (("fees", "--from", "01/11", "--to", "2026-11-30", "--out", "x.pdf"), "năm-tháng-ngày"),
        (("fees", "--from", "2026-12-01", "--to", "2026-11-30", "--out", "x.pdf"), "đứng sau"),
        (("fees", "--from", "2026-11-01", "--to", "2026-11-30", "--out", "x.doc"), ".xlsx"),
    ],
)
def test_a_book_that_is_asked_for_wrongly_is_told(
    founded: Desk, words: tuple[str, ...], said: str
) -> None:
    done = founded.run("register", *words)
    assert (done.status, done.out, said in done.err) == (USAGE, "", True)


def test_a_duty_that_is_paid_leaves_the_fee_to_be_paid_and_says_so(
    desk: Desk, tmp_path: Path
) -> None:
    """Each stands in the book of fees by itself, with its own way and receipt."""
    (code,) = desk.receive(copies())
    receipt = {"form": "01BLP2-001", "symbol": "28AA-26P", "serial": "0000123"}
    duty = {"code": code, "action": "payment_made", "paid": "transfer", "fee_receipt": receipt}
    asked, paid = desk.feed(
        "step", {"code": code, "action": "require_payment", "amount_dong": 204_000}, duty
    )
    assert (asked["status"], paid["status"]) == (6, 4)
    (warning,) = paid["warnings"]
    assert "Lệ phí 16.000 đ vẫn chưa nộp" in warning["message"]
    fee = desk.show(code)["fee"]
    assert (fee["paid"], fee["fee_receipt"]) == (None, None)
    (done,) = desk.feed("step", {"code": code, "action": "payment_made", "paid": "cash"})
    assert "warnings" not in done
    out = tmp_path / "fees.json"
    assert desk.run("register", "fees", *DAYS, "--out", str(out)).status == OK
    rows = json.loads(out.read_text("utf-8"))["rows"]
    taken = [(one["amount"], one["method"], one["receipt_serial"]) for one in rows]
    assert [row for row in taken if row[0] in (204_000, 16_000)] == [
        (204_000, "Chuyển khoản, chờ đối soát", "0000123"), (16_000, "Tiền mặt", None),
    ]  # fmt: skip


def test_a_duty_of_an_unknown_amount_keeps_its_receipt_and_leaves_a_paid_fee_as_it_is(
    desk: Desk, tmp_path: Path
) -> None:
    """The receipt is a tax paper: the book tells it, although nobody knows the amount."""
    (code,) = desk.receive(copies(fee={"paid": "transfer"}))
    receipt = {"form": "01BLP2-001", "symbol": "28AA-26P", "serial": "0000777"}
    duty = {"code": code, "action": "payment_made", "paid": "cash", "fee_receipt": receipt}
    asked, paid = desk.feed("step", {"code": code, "action": "require_payment"}, duty)
    assert [one["field"] for one in asked["warnings"]] == ["amount_dong"]
    assert paid["status"] == 4
    assert "sổ thu phí kê khoản này nhưng không cộng" in paid["warnings"][0]["message"]
    fee = desk.show(code)["fee"]
    assert (fee["paid"], fee["more_receipts"]) == ("transfer", [receipt])
    slip = desk.run("print", "cash", code, "--out", str(tmp_path / "cash.pdf"))
    assert "Chưa rõ số tiền đã thu" in slip.err
    out = tmp_path / "fees.json"
    assert desk.run("register", "fees", *DAYS, "--out", str(out)).status == OK
    book = json.loads(out.read_text("utf-8"))
    ours = [one for one in book["rows"] if one["receipt_serial"] == "0000777"]
    assert [(one["what"], one["amount"], one["method"]) for one in ours] == [
        ("Nghĩa vụ tài chính theo yêu cầu", None, "Tiền mặt")
    ]
    assert book["totals"]["unknown"] == 1


def test_a_fee_that_is_paid_again_counts_once_and_says_so(desk: Desk, tmp_path: Path) -> None:
    """Nor is what a waived fee brought in: the answer says what the book will hold."""
    plain, waived, moved = desk.receive(
        copies(), copies(fee={"exemption": "ho-ngheo"}), copies(fee={"paid": "transfer"})
    )
    codes = (plain, plain, waived, moved)
    paid = [{"code": code, "action": "payment_made", "paid": "cash"} for code in codes]
    said = [
        [one["message"] for one in answer.get("warnings", ())]
        for answer in desk.feed("step", *paid)
    ]
    assert said[0] == []
    assert "vẫn tính một lần" in said[1][0]
    assert "được miễn lệ phí" in said[2][0]
    assert "bằng chuyển khoản; từ nay tính là tiền mặt" in said[3][0]
    out = tmp_path / "fees.json"
    assert desk.run("register", "fees", *DAYS, "--out", str(out)).status == OK
    rows = json.loads(out.read_text("utf-8"))["rows"]
    taken = [(one["code"], one["method"]) for one in rows if one["code"] in codes]
    assert sorted(taken) == [(plain, "Tiền mặt"), (moved, "Tiền mặt")]
