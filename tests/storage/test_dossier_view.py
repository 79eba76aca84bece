"""Hồ sơ over a real desk: what was typed is there to read, and what it waits for is said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import founding
from app.bootstrap.dossier_view import view
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.bootstrap.step_line import step_line
from app.bootstrap.words import working_time
from app.domain.downstream import DossierChanged, Reassigned, VerdictGiven
from app.domain.errors import ClerkError
from app.domain.events import Event, Fact, HandedOver, Received
from app.domain.person import Person
from app.domain.times import VN
from app.services import people, reception
from app.services.steps import step
from app.storage.stories import story_of
from app.ui.dossier.desk import DossierView, StepAsked
from app.wire import chain
from app.wire.event import encode
from tests.storage.conftest import CHEAP

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=VN)
OWNER = {
    "name": "Lò Văn Thử",
    "id": "011090000007",
    "born_on": "1990-01-01",
    "sex": "male",
    "phone": "0912345678",
    "address": "Bản Tả Kố Khừ",
}
SINGLE = "1.004873"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenDesk]:
    monkeypatch.setenv("MOTCUA_NOW", NOW.isoformat())
    made = founding.found_standalone(
        str(tmp_path), commune="03158", desk=1, pin="246810", training=True, cost=CHEAP
    ).opened
    yield made
    made.close()


def received(opened: OpenDesk, **more: Any) -> str:
    line = {"procedure": SINGLE, "owner": OWNER, "details": {"purpose": "Kết hôn"}, **more}
    return reception.receive(opened.desk, line).code


def shown(opened: OpenDesk, code: str) -> DossierView:
    return view(opened, opened.journal.with_code(code)[0])


def test_the_form_s_own_fields_and_the_submitter_stand_under_the_owner(opened: OpenDesk) -> None:
    submitter = {"name": "Lò Thị Nộp", "relation": "chị", "authority": "giấy uỷ quyền 18/11"}
    child = {"role": "child", "name": "Lò Văn Bé", "born_on": "2026-11-01"}
    code = received(opened, submitter=submitter, subjects=[child], note="cần gấp")
    told = dict(shown(opened, code).owner)
    assert told["Số CCCD"] == "011 090 000 007"
    assert told["Điện thoại"] == "0912 345 678"
    assert told["Người nộp"] == "Lò Thị Nộp · chị"
    assert told["Giấy uỷ quyền"] == "giấy uỷ quyền 18/11"
    assert told["Trẻ"] == "Lò Văn Bé · 01/11/2026"
    assert "Kết hôn" in told.values()
    assert told["Ghi chú"] == "cần gấp"
    assert not any("_" in label for label in told)  # no key of the data model is read out


def test_an_organisation_is_told_with_who_acts_for_it(opened: OpenDesk) -> None:
    owner = {
        "kind": "business",
        "name": "Hộ kinh doanh Pờ Dần",
        "id": "0109876543",
        "id_kind": "tax",
        "representative": {"name": "Pờ Dần Sinh", "position": "chủ hộ"},
    }
    told = dict(shown(opened, received(opened, owner=owner)).owner)
    assert told["Tên"] == "Hộ kinh doanh Pờ Dần"
    assert told["Mã số thuế"] == "0109876543"
    assert told["Người đại diện"] == "Pờ Dần Sinh · chủ hộ"


def test_papers_keep_their_counts_and_a_wanted_one_is_not_ticked(opened: OpenDesk) -> None:
    papers = [
        {"name": "Tờ khai", "originals": 1, "copies": 2},
        {"name": "Giấy ly hôn", "originals": 0},
    ]
    code = received(opened, papers=papers)
    before = shown(opened, code)
    assert before.papers_words == "có 1 / 2"
    form, divorce = before.papers
    assert (form.ticked, form.count, form.kind, form.note) == (True, 1, "originals", "2 bản sao")
    assert not divorce.ticked
    step(opened.desk, {"code": code, "action": "take_over"})
    step(opened.desk, {"code": code, "action": "request_papers", "papers": ["Giấy xác nhận"]})
    wanted = shown(opened, code)
    assert wanted.papers[-1].name == "Giấy xác nhận"
    assert not wanted.papers[-1].ticked
    assert wanted.papers_words == "có 1 / 3"
    assert "tạm dừng" in wanted.steps[-1].note


def test_no_papers_are_said_not_left_blank(opened: OpenDesk) -> None:
    assert shown(opened, received(opened)).papers_words == "không ghi giấy tờ nào"


def test_the_life_says_why_it_is_due_and_how_much_time_is_left(opened: OpenDesk) -> None:
    code = received(opened)
    promised = shown(opened, code).steps[-1]
    assert promised.state == "planned"
    assert promised.note == opened.journal.with_code(code)[0].dossier.due_reason
    step(opened.desk, {"code": code, "action": "take_over"})
    standing = shown(opened, code).steps[-2]
    assert standing.state == "now"
    assert standing.head.startswith("Đang xử lý – ")
    assert standing.note == "Còn 3 ngày làm việc"


def test_while_the_clock_stands_the_life_says_what_is_left_of_it(opened: OpenDesk) -> None:
    code = received(opened)
    step(opened.desk, {"code": code, "action": "suspend", "reason": "xác minh"})
    assert shown(opened, code).steps[-1].note == (
        "Thời hạn đang tạm dừng, còn 3 ngày làm việc; tính lại khi làm tiếp"
    )
    later = {"action": "extend", "due_at": "2026-11-27T10:00", "reason": "chờ trả lời"}
    step(opened.desk, {"code": code, **later})
    assert "còn 4 ngày làm việc" in shown(opened, code).steps[-1].note


def test_an_extension_is_told_with_its_letter_and_marked_where_it_changes_no_verdict(
    opened: OpenDesk,
) -> None:
    code, gone = received(opened), NOW - timedelta(days=14)
    late = received(opened, received_at=gone.isoformat(), entered_late=True)
    signed = {"action": "extend", "reason": "xác minh", "signer": "Vàng A Páo", "number": "15/XL"}
    step(opened.desk, {"code": code, **signed, "due_at": "2026-11-27T17:00"})
    step(opened.desk, {"code": late, **signed, "due_at": "2026-11-27T17:00"})
    step(opened.desk, {"code": code, "action": "extend", "reason": "nữa", "due_at": "2026-12-01"})
    first, second = (one.note for one in shown(opened, code).steps[1:3])
    (third,) = (one.note for one in shown(opened, late).steps if one.head == "Xin lỗi, hẹn lại")
    letter = "17:00, thứ Sáu 27/11 · số 15/XL · Vàng A Páo ký"
    assert first.endswith(f"{letter} · xác minh")
    assert second.endswith(
        "chưa có số · chưa ký · không phải lần đầu · không đổi cách tính đúng hạn · nữa"
    )
    assert f"{letter} · muộn · không đổi cách tính đúng hạn" in third


def test_who_got_it_is_named_also_where_an_older_program_wrote_his_name(opened: OpenDesk) -> None:
    people.add(opened.desk, people.check_user("nhi", "Lò Thị Nhi", "reception", None))
    code = received(opened)
    for to in ("nhi", "Lò Thị Nhi", "Tư pháp"):
        step(opened.desk, {"code": code, "action": "hand_over", "to": to})
    heads = [one.head for one in shown(opened, code).steps if one.head.startswith("Bàn giao")]
    assert heads == ["Bàn giao: Lò Thị Nhi", "Bàn giao: Lò Thị Nhi", "Bàn giao: Tư pháp"]


def test_where_one_person_did_both_halves_the_life_says_so(opened: OpenDesk) -> None:
    code = received(opened)
    for line in ({"action": "hand_over", "to": "Tư pháp"}, {"action": "take_over", "by": "Lò B"}):
        step(opened.desk, {"code": code, **line})
    step(opened.desk, {"code": code, "action": "finish"})
    alone = [one.head for one in shown(opened, code).steps if "một người" in one.note]
    assert alone == ["Có kết quả"]  # received by the same; taken over by another


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(198, "3 giờ 18 phút"), (480, "1 ngày"), (485, "1 ngày"), (750, "1 ngày 4 giờ")],
)
def test_working_time_in_words(minutes: int, words: str) -> None:
    assert working_time(minutes) == words


CLOSINGS = (
    (({"action": "finish"}, {"action": "give_back"}), "đã trả kết quả"),
    (({"action": "withdraw", "reason": "dân xin rút"},), "công dân đã rút"),
    (({"action": "stop", "reason": "không đủ điều kiện"},), "đã dừng giải quyết"),
)


@pytest.mark.parametrize(("steps", "words"), CLOSINGS)
def test_a_closed_dossier_says_that_it_is_only_shown_until_it_is_reversed(
    opened: OpenDesk, steps: tuple[dict[str, str], ...], words: str
) -> None:
    code = received(opened)
    for line in steps:
        assert not shown(opened, code).locked
        step(opened.desk, {"code": code, **line})
    said = f"Chỉ xem: {words} T6 20/11 · 10:00, Giám đốc Trung tâm."
    assert shown(opened, code).locked == f"{said} Đóng nhầm thì đảo bước."
    assert shown(opened, code).prints
    led = "Đóng nhầm thì nhờ người đảo bước: Giám đốc Trung tâm."
    clerk = replace(opened, desk=replace(opened.desk, user="nhi"))
    assert shown(clerk, code).locked == f"{said} {led}"
    step(opened.desk, {"code": code, "action": "reverse", "reason": "đóng nhầm"})
    assert not shown(opened, code).locked


def test_the_papers_of_a_dossier_follow_its_steps(opened: OpenDesk) -> None:
    code = received(opened)
    assert [form for form, _ in shown(opened, code).prints] == ["slip", "control"]
    assert shown(opened, code).last_paper == "slip"
    for line, form in (
        ({"action": "hand_over", "to": "giamdoc"}, "control"),
        ({"action": "request_papers", "reason": "thiếu ảnh"}, "supplement"),
        ({"action": "papers_received"}, "supplement"),
        ({"action": "withdraw", "reason": "thôi"}, "stop"),
    ):
        step(opened.desk, {"code": code, **line})
        assert shown(opened, code).last_paper == form
    assert shown(opened, code).prints == (
        ("slip", "Mẫu 01 – phiếu hẹn"),
        ("supplement", "Mẫu 02 – yêu cầu bổ sung"),
        ("stop", "Mẫu 05 – dừng giải quyết"),
        ("control", "Mẫu 06 – kiểm soát"),
    )


def test_a_voided_dossier_is_only_shown_and_its_slip_printed_no_more(opened: OpenDesk) -> None:
    code = received(opened)
    step(opened.desk, {"code": code, "action": "void", "reason": "nhập nhầm"})
    told = shown(opened, code)
    said = "Chỉ xem: đã huỷ T6 20/11 · 10:00, Giám đốc Trung tâm. Số phiếu không dùng lại."
    assert (told.locked, told.prints) == (said, ())
    assert not [part for part in told.line if part.startswith("hẹn")]


def test_what_the_province_found_stands_whole_at_the_end_of_the_life(opened: OpenDesk) -> None:
    code, why = received(opened), "Số phiếu đã in trên một phiếu khác. " * 6
    (stored,) = opened.journal.with_code(code)
    assert not [one for one in shown(opened, code).steps if one.state == "warned"]
    now = opened.desk.clock.now()
    verdict = VerdictGiven(stored.identity.hex(), "same_number", why)
    held = opened.chain()
    body = encode(Event(now, now, "province:11", None, None, verdict))
    held.take_down(held.cursor().position, [body])
    last = shown(opened, code).steps[-1]
    assert (last.head, last.note) == ("Tỉnh báo cần xử lý", why)
    assert last.sentence.endswith("cần xử lý")


NA_BUNG = "Trung tâm Phục vụ hành chính công xã Nà Bủng"


def listed(opened: OpenDesk, code: str) -> tuple[str, str]:
    """Where the lists say that it is, and its chip."""
    catalogue = opened.catalogues.covering(NOW.date())
    listing = Listing.of(opened, Frozen(opened.standing, catalogue))
    (card,) = opened.journal.find(code, 5)
    row = listing.row(card)
    return str(row.cells[4]), row.cells[3][1]


def take(opened: OpenDesk, *facts: Fact) -> None:
    """What came down from the province."""
    now, held = opened.desk.clock.now(), opened.chain()
    bodies = [encode(Event(now, now, "province:11", None, None, fact)) for fact in facts]
    held.take_down(held.cursor().position, bodies)


def test_offices_are_named_where_they_are_not_one(opened: OpenDesk) -> None:
    own = opened.standing.office.name
    usual = shown(opened, received(opened))
    assert not [label for label, _ in usual.money if label.startswith("Nơi")]
    code = received(opened, deciding_office="03176")
    told = dict(shown(opened, code).money)
    assert (told["Nơi tiếp nhận"], told["Nơi giải quyết"], told["Nơi trả kết quả"]) == (
        own, NA_BUNG, own,
    )  # fmt: skip
    assert listed(opened, code)[0] == "Xã Nà Bủng"
    step(opened.desk, {"code": code, "action": "finish"})
    assert listed(opened, code)[0] == "Ở quầy trả kết quả"


def test_what_the_province_gave_away_is_told_with_who_why_and_where_it_is(opened: OpenDesk) -> None:
    code = received(opened)
    step(opened.desk, {"code": code, "action": "take_over"})
    (stored,) = opened.journal.with_code(code)
    why = "thửa đất ở Nà Bủng"
    take(opened, Reassigned(stored.identity.hex(), 1, "03158", "03176", NA_BUNG, why))
    said = shown(opened, code)
    word = next(one for one in said.steps if one.head.startswith("Tỉnh giao giải quyết"))
    assert (word.head, word.note) == (f"Tỉnh giao giải quyết: {NA_BUNG}", f"Tỉnh · {why}")
    assert [one.head for one in said.steps if one.state == "now"] == ["Đang xử lý – Xã Nà Bủng"]
    assert listed(opened, code)[0] == "Xã Nà Bủng"


def test_another_offices_dossier_names_its_own_people_by_their_ids_alone(opened: OpenDesk) -> None:
    """Each office has a `giamdoc`: whose name stands here is not who did it there."""
    opening = Received(
        "MC-03176-1-261120-0001", SINGLE, "goc-2026-11.3", "03176", Person("Lò Văn Thử"),
        deciding_office="03158",
    )  # fmt: skip
    at = NOW - timedelta(hours=1)
    body = encode(Event(at, at, "giamdoc", None, 0, opening))
    identity = chain.link(b"\1" * 32, body)
    gone = encode(Event(at, at, "giamdoc", None, identity, HandedOver("giamdoc")))
    take(
        opened,
        DossierChanged(identity.hex(), identity.hex(), 4, body.decode(), "03176/11-0009"),
        DossierChanged(
            identity.hex(), chain.link(identity, gone).hex(), 5, gone.decode(), "03176/11-0009"
        ),
    )
    told = shown(opened, "MC-03176-1-261120-0001")
    assert told.line[0] == "nhận 09:00 T6 20/11 tại Xã Nà Bủng"
    assert dict(told.money)["Nơi giải quyết"] == opened.standing.office.name
    assert [(one.head, one.note) for one in told.steps[:2]] == [
        ("Tiếp nhận", "giamdoc · ở Xã Nà Bủng"),
        ("Bàn giao: giamdoc", "giamdoc · ở Xã Nà Bủng"),
    ]
    assert listed(opened, "MC-03176-1-261120-0001")[0] == "Bộ phận tiếp nhận"
    (guest,) = opened.journal.with_code(identity.hex())
    story = story_of(opened.connection.execute, guest.id)
    assert [one.event.by for one in story] == ["giamdoc, xã 03176"] * 2
    assert story[-1].after.holder == "giamdoc, xã 03176"
    step(opened.desk, {"code": "MC-03176-1-261120-0001", "action": "finish"})
    assert listed(opened, "MC-03176-1-261120-0001")[0] == "Xã Nà Bủng"


def test_a_correction_is_told_with_what_stood_there(opened: OpenDesk) -> None:
    code = received(opened)
    change = {"field": "owner.phone", "value": "0987654321", "reason": "khách báo lại"}
    step(opened.desk, {"code": code, "action": "correct", **change})
    told = [one for one in shown(opened, code).steps if one.head.startswith("Sửa thông tin")]
    assert [one.head for one in told] == ["Sửa thông tin: điện thoại: 0912345678 → 0987654321"]


def test_a_fee_that_no_rule_names_is_what_its_taker_typed(opened: OpenDesk) -> None:
    code = received(opened)
    before = shown(opened, code)
    assert dict(before.money)["Lệ phí"] == "chưa rõ"
    assert before.paying == "Lệ phí: chưa rõ. Sổ thu phí tính số tiền ghi ở ô dưới."
    assert before.pays_unknown
    for typed, fee in (("80.000 đ", "80.000 đ"), ("8 000", "8.000 đ"), ("8,000đồng", "8.000 đ")):
        asked = StepAsked(code=code, action="payment_made", paid="cash", amount=typed)
        step(opened.desk, step_line(asked, opened.desk))
        told = shown(opened, code)
        assert dict(told.money)["Lệ phí"] == f"{fee}, đã thu tiền mặt"
        assert told.pays_unknown
        assert [one for one in told.steps if f"tiền mặt, {fee}" in one.head + one.note]
    nothing = StepAsked(code=code, action="payment_made", paid="cash", amount="0")
    with pytest.raises(ClerkError, match=r"Số tiền phải từ 1 đến 10\.000\.000\.000"):
        step(opened.desk, step_line(nothing, opened.desk))


def test_a_duty_of_an_unknown_amount_asks_its_taker_for_it_and_is_not_the_paid_fee(
    opened: OpenDesk,
) -> None:
    code = received(opened)
    paid = {"code": code, "action": "payment_made", "paid": "transfer", "amount_dong": 8_000}
    step(opened.desk, paid)
    step(opened.desk, {"code": code, "action": "require_payment", "reason": "thuế trước bạ"})
    asked = shown(opened, code)
    assert asked.paying == (
        "Khoản phải nộp: chưa rõ số tiền – thuế trước bạ. Nộp xong, thời hạn tính tiếp. Sổ thu phí "
        "tính số tiền ghi ở ô dưới."
    )
    assert asked.pays_unknown
    step(opened.desk, {**paid, "paid": "cash", "amount_dong": 90_000})
    assert dict(shown(opened, code).money)["Lệ phí"] == "8.000 đ, chuyển khoản, chờ đối soát"


@pytest.mark.parametrize(
    "typed", ["8.5", "80.00", "8.0000", "1 2", ".500", "tám nghìn", "8.000 đ đ"]
)
def test_an_amount_that_only_looks_like_a_number_is_taken_for_none(
    opened: OpenDesk, typed: str
) -> None:
    code = received(opened)
    for action in ("payment_made", "require_payment"):
        asked = StepAsked(code=code, action=action, amount=typed)
        with pytest.raises(ClerkError, match="Số tiền phải là số nguyên"):
            step(opened.desk, step_line(asked, opened.desk))
    assert dict(shown(opened, code).money)["Lệ phí"] == "chưa rõ"


def test_a_duty_that_was_paid_in_cash_has_its_slip_and_is_handed_back(opened: OpenDesk) -> None:
    code = received(opened)
    demand = {"code": code, "action": "require_payment"}
    for line in (
        {"code": code, "action": "payment_made", "paid": "transfer", "amount_dong": 8_000},
        demand, {**demand, "action": "payment_made", "amount_dong": 204_000},
    ):  # fmt: skip
        step(opened.desk, line)
    assert ("cash", "Phiếu thu") in shown(opened, code).prints
    assert shown(opened, code).last_paper == "cash"
    step(opened.desk, {"code": code, "action": "void", "reason": "nhầm"})
    assert shown(opened, code).cash == "204.000 đ"
