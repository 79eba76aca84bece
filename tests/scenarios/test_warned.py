"""What the window only warns of stands in the answer of a command, and the line is taken."""

from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.times import VN
from tests.printing.reading import flat
from tests.scenarios.desks import NOW, OK, PERSON, Desk, Line, copies
from tests.scenarios.lists import row, write_csv

OTHER = {"name": "Lò Thị Mai", "id": "011190000009"}
LISTED_AT = datetime(2026, 11, 18, 9, tzinfo=VN)
STATUS = -1  # the column of a list's row


def said(answer: Line) -> list[str]:
    return [f"{one['field']}: {one['message']}" for one in answer.get("warnings", ())]


def given(desk: Desk, to: Line | None, **more: Any) -> list[str]:
    """The warnings of a result that went into those hands."""
    (code,) = desk.receive(copies(fee={"paid": "cash"}, **more))
    back = {"code": code, "action": "give_back", "to": to, "signed": True}
    finished, gone = desk.feed("step", {"code": code, "action": "finish"}, back)
    assert (finished["status"], gone["status"]) == (9, 10)
    return said(gone)


def test_a_result_in_other_hands_without_relation_or_paper_is_told(desk: Desk) -> None:
    sentence = "to.authority: Lò Thị Mai nhận thay mà chưa ghi quan hệ hoặc giấy uỷ quyền."
    assert given(desk, OTHER) == [sentence]
    assert given(desk, {**OTHER, "relation": "vợ"}) == []
    assert given(desk, {**OTHER, "authority": "giấy uỷ quyền 20/11"}) == []


def test_the_owner_himself_is_nobodys_proxy(desk: Desk) -> None:
    assert given(desk, None) == []
    assert given(desk, {"name": PERSON["name"], "id": PERSON["id"]}) == []
    assert given(desk, {"name": "ĐẶNG VĂN ĐỨC"}) == []
    firm = {"kind": "cooperative", "name": "HTX Tả Kố Khừ", "id": "5600123456", "id_kind": "tax"}
    assert given(desk, OTHER, owner={**firm, "representative": OTHER}) == []


def test_money_that_is_not_taken_or_goes_back_is_told(desk: Desk) -> None:
    unpaid, taken, waived = desk.receive(
        copies(), copies(fee={"paid": "cash"}), copies(fee={"exemption": "ho-ngheo"})
    )
    done = [{"code": code, "action": "finish"} for code in (unpaid, waived)]
    back = [{"code": code, "action": "give_back", "signed": True} for code in (unpaid, waived)]
    void = [{"code": code, "action": "void", "reason": "nhầm"} for code in (taken, waived)]
    *_, first, free, gone, nothing = desk.feed("step", *done, *back, *void)
    assert said(first) == [
        "paid: Còn 16.000 đ chưa thu. Kết quả đã ghi là trả; thu rồi thì ghi nộp."
    ]
    assert said(gone) == ["paid: Đã thu 16.000 đ tiền mặt: hãy trả lại; sổ thu ghi là đã trả lại."]
    assert (said(free), said(nothing)) == ([], [])


def test_somebody_else_has_a_name_of_his_own(desk: Desk) -> None:
    """Else the receipt would name the owner, with another one's number, as his own wife."""
    (code,) = desk.receive(copies())
    back = {"code": code, "action": "give_back"}
    number, relation, own = (
        {"id": OTHER["id"]}, {"name": " ", "relation": "vợ"}, {"id": PERSON["id"]},
    )  # fmt: skip
    _, *refused, taken = desk.feed(
        "step",
        {"code": code, "action": "finish"},
        *({**back, "to": to} for to in (number, relation, own)),
    )
    assert [one["field"] for one in refused] == ["to.name", "to.name"]
    assert taken["status"] == 10
    assert desk.show(code)["returned_to"]["name"] == PERSON["name"]


def test_whoever_files_for_another_without_relation_or_paper_is_told(desk: Desk) -> None:
    told, related = desk.feed(
        "receive", copies(submitter=OTHER), copies(submitter={**OTHER, "relation": "vợ"})
    )
    assert said(told) == [
        "submitter.authority: Người nộp thay chưa ghi quan hệ hoặc giấy uỷ quyền."
    ]
    assert said(related) == []


def test_who_files_as_the_owner_or_acts_for_it_is_no_proxy(desk: Desk) -> None:
    own = {"name": "ĐẶNG VĂN ĐỨC", "id": PERSON["id"]}
    firm = {"kind": "cooperative", "name": "HTX Tả Kố Khừ", "id": "5600123456", "id_kind": "tax"}
    himself, head, clerk = desk.feed(
        "receive",
        copies(submitter=own),
        copies(owner={**firm, "representative": OTHER}, submitter=OTHER),
        copies(owner={**firm, "representative": OTHER}, submitter=PERSON),
    )
    told = [[one for one in said(line) if "submitter" in one] for line in (himself, head, clerk)]
    assert [len(one) for one in told] == [0, 0, 1]


def test_who_filed_it_for_him_takes_it_for_him(desk: Desk) -> None:
    assert given(desk, OTHER, submitter={**OTHER, "relation": "vợ"}) == []
    assert len(given(desk, OTHER, submitter=OTHER)) == 1
    assert len(given(desk, OTHER, submitter={"name": "Pờ Dần Sinh", "relation": "con"})) == 1


def listed(desk: Desk, tmp_path: Path, **changes: str) -> str:
    """One row of the province's list on our person, taken in; its code."""
    mine: Line = {"name": PERSON["name"], "id": PERSON["id"], "status": "Mới đăng ký", **changes}
    line = row(42, LISTED_AT, "2.000815")
    line[2], line[3], line[STATUS] = mine["name"], mine["id"], mine["status"]
    assert desk.run("import", str(write_csv(tmp_path / "list.csv", [line]))).status == OK
    return str(line[1])


def test_who_filed_online_before_he_came_is_told_so_that_it_is_paired(
    desk: Desk, tmp_path: Path
) -> None:
    foreign = listed(desk, tmp_path)
    other, told = desk.feed("receive", copies(procedure="2.000884"), copies())
    assert said(other) == []
    (sentence,) = said(told)
    assert sentence == (
        "external_code: Đặng Văn Đức đã nộp thủ tục này ngày 18/11/2026 trên hệ thống tỉnh, mã "
        f"{foreign}. Nếu là cùng một hồ sơ thì ghép mã ấy (bước pair)."
    )
    desk.feed("step", {"code": told["code"], "action": "pair", "external_code": foreign})
    (after,) = desk.feed("receive", copies())
    assert said(after) == []


def test_one_that_names_the_code_of_the_list_or_came_after_it_was_over_is_not(
    desk: Desk, tmp_path: Path
) -> None:
    foreign = listed(desk, tmp_path)
    code = {"system": "province", "code": foreign}
    (named,) = desk.feed("receive", copies(external_code=code))
    assert said(named) == []
    listed(desk, tmp_path, status="Đã trả kết quả")
    desk.feed("step", {"code": named["code"], "action": "void", "reason": "nhầm"})
    (after,) = desk.feed("receive", copies(), now=NOW)
    assert said(after) == []


def test_money_that_contradicts_itself_and_a_wrong_tax_number_are_told(desk: Desk) -> None:
    receipt = {"form": "01BLP2-001", "symbol": "28AA-26P", "serial": "0000321"}
    firm = {"kind": "business", "name": "Công ty Mường Nhé", "id": "5600123456", "id_kind": "tax"}
    waived, unpaid, taxed, right = desk.feed(
        "receive",
        copies(fee={"exemption": "ho-ngheo", "paid": "cash"}),
        copies(fee={"fee_receipt": receipt}),
        copies(owner=firm),
        copies(owner={**firm, "id": "0100109106"}, fee={"paid": "cash"}),
    )
    assert said(waived) == [
        "fee.paid: Hồ sơ được miễn lệ phí mà ghi đã nộp: lần nộp này không vào sổ thu."
    ]
    assert said(unpaid) == [
        "fee.paid: Có biên lai mà chưa ghi đã nộp: biên lai này không vào sổ thu."
    ]
    assert said(taxed) == ["owner.id: Chữ số kiểm tra của mã số thuế không khớp. Hãy xem lại số."]
    assert said(right) == []


def test_a_case_put_right_later_promises_nothing_and_the_slip_does_not_say_so(
    desk: Desk, tmp_path: Path
) -> None:
    plain, longer = desk.receive(copies(), copies(case="nhieu-trang"))
    (changed,) = desk.feed(
        "step",
        {
            "code": plain, "action": "correct", "field": "case", "value": "nhieu-trang",
            "reason": "nhiều trang",
        },
    )  # fmt: skip
    assert said(changed) == [
        "value: Sửa trường hợp không đổi hẹn trả: vẫn là 17:00 ngày 20/11/2026."
    ]
    for code, agreed in ((plain, False), (longer, True)):
        out = tmp_path / f"{code}.pdf"
        assert desk.run("print", "slip", code, "--out", str(out)).status == OK
        assert ("Giấy này là văn bản hẹn" in flat(out.read_bytes())) == agreed


def test_a_day_agreed_upon_is_not_put_before_the_reception(desk: Desk) -> None:
    (code,) = desk.receive(copies(appointment="2026-11-27"))
    change = {"code": code, "action": "correct", "field": "appointment", "reason": "gõ nhầm"}
    before, gone = desk.feed("step", {**change, "value": "2026-11-19"}, {**change, "value": None})
    assert (before["field"], "ở trước ngày nhận hồ sơ 20/11/2026" in before["message"]) == (
        "value", True,
    )  # fmt: skip
    assert gone["status"] == 2


def test_a_correction_that_does_not_fit_the_owner_s_number_is_told_as_at_reception(
    desk: Desk,
) -> None:
    (code,) = desk.receive(copies(owner={**PERSON, "id": "123456789"}))
    change = {"code": code, "action": "correct", "reason": "xem lại thẻ"}
    card, right, named = desk.feed(
        "step",
        {**change, "field": "owner.id", "value": "011191000007"},
        {**change, "field": "owner.id", "value": PERSON["id"]},
        {**change, "field": "owner.name", "value": "Đặng Văn Đực"},
    )
    assert said(card) == [
        "value: Số CCCD cho năm sinh 1991, ở đây là 1990.",
        "value: Số CCCD cho giới tính Nữ, ở đây là Nam.",
    ]
    assert (said(right), said(named)) == ([], [])


def test_an_exemption_after_the_money_was_taken_says_what_goes_back(desk: Desk) -> None:
    (code,) = desk.receive(copies(fee={"paid": "cash"}))
    change = {"code": code, "action": "correct", "field": "fee.exemption", "reason": "có sổ"}
    (waived,) = desk.feed("step", {**change, "value": "ho-ngheo"})
    (back,) = said(waived)
    assert "16.000 đ → 0 đ. In lại phiếu hẹn. Trả lại 16.000 đ; biên lai đã đưa" in back
    (again,) = desk.feed("step", {**change, "value": None})
    (more,) = said(again)
    assert "0 đ → 16.000 đ. In lại phiếu hẹn. Thu thêm 16.000 đ; biên lai đã đưa" in more
