"""The register of blank forms in the journal: nothing is taken that is not there, nothing twice."""

from datetime import timedelta

import pytest

from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.form_stock import Stock
from app.services.form_stock import Moved, move
from app.storage import form_stock, projections, rebuilding
from tests.storage.conftest import FRIDAY

CAME = {
    "form": "PH-KS", "way": "received", "serials": "AB 001201-001300", "document": "Sở Tư pháp",
    "least": 20,
}  # fmt: skip


def stocks(opened: OpenDesk) -> list[Stock]:
    return form_stock.stocks(opened.connection.execute)


def moved(opened: OpenDesk, **line: object) -> Moved:
    return move(opened.desk, {"form": "PH-KS", **line})


def test_what_came_and_was_used_stands_in_order_with_what_is_left(opened: OpenDesk) -> None:
    assert move(opened.desk, CAME).warnings == ()
    moved(opened, form="giấy khai sinh", way="used", quantity=3, dossier="MC-03158-1-261120-0007")
    moved(opened, way="spoilt", serials="AB 001204", note="in lệch", by="Lò Thị Nhi")
    (one,) = stocks(opened)
    assert (one.form, one.about, one.left, one.least) == ("PH-KS", "Giấy khai sinh", 96, 20)
    assert [line.left for line in one.movements] == [100, 97, 96]
    came, used, spoilt = (line.fact for line in one.movements)
    assert came.serials is not None
    assert (came.quantity, came.serials.words) == (100, "AB 001201–001300")
    assert (used.dossier, spoilt.note) == ("MC-03158-1-261120-0007", "in lệch")
    assert (one.movements[2].by, one.movements[2].at) == ("Lò Thị Nhi", FRIDAY)


def test_a_stock_that_runs_out_and_a_count_that_differs_are_told(opened: OpenDesk) -> None:
    move(opened.desk, CAME)
    assert moved(opened, way="used", quantity=79).warnings == ()
    (low,) = moved(opened, way="used", quantity=1).warnings
    assert "sắp hết: còn 20, mức báo 20" in low.message
    differs, still = moved(opened, way="counted", quantity=18, least=18).warnings
    assert "được 18, sổ ghi 20: lệch -2" in differs.message
    assert "mức báo 18" in still.message
    assert moved(opened, way="counted", quantity=18, least=5).warnings == ()


def test_a_form_of_one_s_own_is_found_again_however_it_is_written(opened: OpenDesk) -> None:
    moved(opened, form="Bìa đỏ cũ", way="counted", quantity=7)
    moved(opened, form="bìa ĐỎ cũ", way="used", quantity=7)
    (one,) = stocks(opened)
    assert (one.form, one.left, one.movements[0].difference) == ("Bìa đỏ cũ", 0, None)


def test_what_is_written_later_stands_at_its_own_day(opened: OpenDesk) -> None:
    moved(opened, way="received", quantity=5, at="2026-11-18T08:00:00+07:00")
    (one,) = stocks(opened)
    assert one.movements[0].at == FRIDAY - timedelta(days=2, hours=2)


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        ({"way": "used", "quantity": 101}, "quantity", "Sổ chỉ còn 100 phôi Giấy khai sinh"),
        ({"form": "PH-KH", "way": "spoilt", "quantity": 1}, "quantity", "chỉ còn 0"),
        ({"way": "received", "serials": "AB 001300-001310"}, "serials", "trùng với AB 001201"),
        ({"way": "received", "serials": "AB 10-5"}, "serials", "không phải dải sê-ri"),
        ({"way": "used", "serials": "AB 001201-001210", "quantity": 3}, "quantity", "có 10 tờ"),
        ({"way": "received", "serials": "1-9999999999"}, "serials", "không phải dải"),
        ({"way": "received", "serials": "0000000001-9999999999"}, "quantity", "một lần ghi"),
        ({"way": "used"}, "quantity", "Thiếu số lượng"),
        ({"way": "used", "quantity": 0}, "quantity", "Số lượng phải từ 1"),
        ({"way": "lent", "quantity": 1}, "way", "received, used, spoilt, counted"),
        ({"quantity": 1}, "way", "Chưa chọn"),
        ({"form": None, "way": "used", "quantity": 1}, "form", "tên phôi"),
        ({"way": "used", "quantity": 1, "note": "của 011090000007"}, "note", "số định danh"),
        ({"way": "used", "quantity": 1, "dossier": "011090000007"}, "dossier", "số định danh"),
        ({"way": "used", "quantity": 1, "at": "2026-11-21T08:00:00+07:00"}, "at", "phía trước"),
        ({"way": "used", "quantity": 1, "owner": "x"}, "owner", "Không có trường"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_kept(
    opened: OpenDesk, line: dict[str, object], field: str, said: str
) -> None:
    move(opened.desk, CAME)
    with pytest.raises(ClerkError, match=said) as refused:
        moved(opened, **line)
    assert refused.value.field == field
    assert [one.left for one in stocks(opened)] == [100]


def test_a_number_typed_wrongly_is_put_right_by_a_count_with_its_serials(opened: OpenDesk) -> None:
    move(opened.desk, {**CAME, "serials": "AB 001201-002300"})
    with pytest.raises(ClerkError, match="đã ghi “Nhận về” ngày 20/11/2026"):
        moved(opened, way="received", serials="AB 001301-001400")
    moved(opened, way="counted", serials="AB 001201-001300", note="ghi nhầm")
    assert moved(opened, way="received", serials="AB 001301-001400").stock.left == 200
    moved(opened, way="used", serials="AB 001201")
    with pytest.raises(ClerkError, match="đã ghi “Dùng”"):
        moved(opened, way="spoilt", serials="AB 001201")


def test_a_rebuild_writes_the_same_register(opened: OpenDesk) -> None:
    move(opened.desk, CAME)
    moved(opened, way="used", quantity=3)
    execute = opened.connection.execute
    before, digest = stocks(opened), projections.digest(execute)
    rebuilding.rebuild(opened.connection)
    assert projections.digest(execute) == digest
    assert stocks(opened) == before
