"""Which dossiers a fee receipt leads to."""

from app.bootstrap.opening import OpenDesk
from app.domain.parts import FeeReceipt
from app.services import reception

NONE = {"form": "1", "symbol": "1", "serial": "1"}
LINE = {
    "procedure": "2.000815",
    "owner": {"name": "Lò Văn Thử", "no_id_reason": "quên"},
    "pages": 2,
    "copies": 1,
    "fee": {"paid": "cash", "fee_receipt": NONE},
}


def test_of_many_dossiers_with_one_receipt_no_more_than_two_are_read(opened: OpenDesk) -> None:
    codes = [reception.receive(opened.desk, LINE).code for _ in range(5)]
    found = opened.journal.with_receipt(FeeReceipt("1", "1", "001").mark)
    assert [one.dossier.code for one in found] == [codes[4], codes[3]]
