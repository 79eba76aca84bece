"""Cù Lao Dung (Cần Thơ): merged from four communes, 40 to 50 dossiers a day, software that fails.

An Thạnh 2, Đại Ân 1, An Thạnh 3 and An Thạnh Nam became one commune of 43,000 people; ten people
work with machines, printers and scanners, and without a queue machine, a look-up kiosk, fees in the
software, a civil status system that works, an account of the land system, or its blank forms.
"""

import csv
import io
import json
from collections.abc import Callable

import pytest

from app.domain.dossier import PROCESSING
from app.storage import form_stock
from tests.printing.reading import flat
from tests.scenarios.desks import OK
from tests.ui.centres.centre import Centre
from tests.ui.clerk import rooms
from tests.ui.queues import ROWS, give, next_number, serving, waiting

NOW = "2026-11-20T08:00:00+07:00"
COPY, MARRIAGE, LAND = "2.000815", "1.000894", "1.012796"
WOMAN = "094195000417||Thạch Thị Mai|14031995|Nữ|Ấp Phước Hòa, Cù Lao Dung, Cần Thơ|25052021"
MAN = "094093000007||Lâm Văn Rớt|01011993|Nam|Ấp Võ Thành Văn, Cù Lao Dung, Cần Thơ|12052021"
KINH_TE = "Phòng Kinh tế"
LAND_FORM = "PH-DD"


@pytest.fixture
def here(at: Callable[[str], Centre]) -> Centre:
    """The desk of the morning."""
    made = at("31633")
    made.found(NOW, units=KINH_TE)
    return made


def test_an_old_paper_and_the_name_of_the_old_commune_are_taken(here: Centre) -> None:
    """No chip card, an address of before the merger, and he is found by it afterwards."""
    keys = here.open(NOW)
    keys.press("F2")
    keys.press("F2")
    for typed in ("040512345", "Thachj Thij Mai", "1961"):
        keys.type(typed)
        keys.press("Return", "\r")
    keys.press("Return", "\r")
    keys.type("Ap An Thanh 2")
    keys.press("Return", "\r")
    keys.press("Return", "\r")
    keys.press("1", "1")
    keys.press("F9")
    (dossier,) = here.saved(1)
    assert (dossier.owner.id_kind, dossier.owner.born_on) == ("cmnd", "1961")
    keys.press("F3")
    keys.type("an thanh")
    here.wait(lambda: here.program.window.name == "find")
    here.wait(lambda: rooms(here.program).find.table.current_key == dossier.code)
    office = rooms(here.program).admin.page._desk.office
    told = dict(here.program.work.submit(office).result(20).facts)["Tên, dấu trước đây"]
    assert "xã An Thạnh 2 (tới 30/06/2025)" in told


def test_numbers_come_out_of_the_program_and_are_called_without_a_machine(here: Centre) -> None:
    """A letter gives a number and prints its ticket; F8 calls it; names are on neither."""
    here.set_up(queue="on", queue_rows=ROWS, ticket_paper="80mm", screen="window")
    keys = here.open(NOW)
    here.wait(lambda: rooms(here.program).calling.calling.queue.lines)
    give(here.program, keys, here.qtbot, "ab")
    assert waiting(here.program) == ["A-001", "B-001"]
    tickets = here.folder / "paper"
    here.wait(lambda: len(list(tickets.glob("*.pdf"))) == 2)
    read = [here.paper(file.stem) for file in sorted(tickets.glob("*.pdf"))]
    assert sorted(one for text in read for one in ("A-001", "B-001") if one in text) == [
        "A-001", "B-001",
    ]  # fmt: skip
    next_number(here.program, keys, here.qtbot, "A-001")
    screen = rooms(here.program).calling.screen.screen
    assert screen is not None
    here.wait(lambda: [one.number for one in screen.shown] == ["A-001"])
    here.scan(WOMAN)
    keys.press("1", "1")
    keys.press("F9")
    here.saved(1)
    here.wait(lambda: serving(here.program) == "")


def test_the_second_monitor_tells_where_dossiers_stand_and_whole_names_to_nobody(
    here: Centre,
) -> None:
    """No kiosk and no machine for citizens: number, masked name, a word; no procedure."""
    here.set_up(screen="window", public_status="on")
    here.open(NOW)
    owners = ("Thạch Thị Mai", "Lâm Văn Rớt", "Kim Thị Sa Rây")
    known = here.bulk([
        {"procedure": LAND, "owner": {"name": name, "no_id_reason": "quên ở nhà"}}
        for name in owners
    ])  # fmt: skip
    here.steps(
        {"code": known[1], "action": "take_over"},
        {"code": known[1], "action": "request_papers", "papers": ["Trích đo"]},
        {"code": known[2], "action": "finish"},
    )
    room = rooms(here.program).calling.screen
    assert room.screen is not None
    room.use(here.program.settings)  # as its timer does
    screen = room.screen

    def told() -> list[tuple[str, str]]:
        screen.turn()
        return [(one.name, one.said) for one in screen.told]

    here.wait(lambda: len(told()) == 3)
    assert told()[:2] == [
        ("Kim T. S. R.", "có kết quả, mời nhận"), ("Lâm V. R.", "cần bổ sung giấy tờ"),
    ]  # fmt: skip
    assert told()[2] == ("Thạch T. M.", "đang giải quyết, hẹn T5 3/12")
    assert all(f"20/11 – {code[-4:]}" in screen.accessibleName() for code in known)
    assert not any(name in screen.accessibleName() for name in owners)
    here.keys.press("F12")
    assert screen.isVisible()  # the desk is locked, the room reads on


def test_a_wedding_has_its_day_and_hour_on_the_slip_and_waits_for_the_civil_status_system(
    here: Centre,
) -> None:
    """Received whatever that system does; typed in there by hand, its number kept here."""
    keys = here.open(NOW)
    here.scan(WOMAN)
    keys.press("7", "7")
    keys.scan(MAN)
    page = rooms(here.program).reception
    here.wait(lambda: [one.name for one in page.draft().subjects] == ["Lâm Văn Rớt"])
    here.field("details.appointed_at").setFocus()
    keys.type("09:30")
    keys.press("Ctrl+H")
    keys.type("28/11")
    keys.press("F9")
    (wedding,) = here.saved(1)
    assert dict(wedding.details) == {"appointed_at": "09:30"}
    said = "Ngày hẹn với công dân: 09:30 thứ Bảy 28/11/2026 (giờ trao Giấy chứng nhận)"
    assert said in here.paper(wedding.code)
    here.scan(MAN)
    keys.press("1", "1")
    keys.press("F9")
    copied = here.saved(2)[1]
    rows = waits(here, "hotich")
    assert [row["Số phiếu"] for row in rows] == [wedding.code]
    assert rows[0]["Người yêu cầu"] == "Thạch Thị Mai"
    assert {row["Số phiếu"] for row in waits(here, "province")} == {wedding.code, copied.code}
    foreign = {"system": "hotich", "code": "112/2026"}
    here.steps({"code": wedding.code, "action": "pair", "external_code": foreign})
    assert waits(here, "hotich") == []
    assert len(waits(here, "province")) == 2  # that one has neither yet


def waits(here: Centre, system: str) -> list[dict[str, str]]:
    """đã nhập tay, chờ nhập hệ thống ấy: as its list is written."""
    file = here.folder / f"{system}.csv"
    done = here.outside.run("waiting", "--system", system, "--out", str(file), now=NOW)
    assert done.status == OK, done.err
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def test_a_land_dossier_goes_to_another_office_with_a_slip_and_says_what_it_waits_for(
    here: Centre,
) -> None:
    """No account, no blank forms: Mẫu 06 goes along, the reason stands beside the delay."""
    keys = here.open(NOW)
    (code,) = here.bulk(
        [{"procedure": LAND, "owner": {"name": "Lâm Văn Rớt", "id": "094093000007"}}]
    )
    keys.press("F2")
    keys.press("Esc")
    home = rooms(here.program).today
    here.wait(lambda: home.table.count == 1)
    keys.press("Space", " ")
    keys.press("F6")
    here.wait(lambda: here.program.window.name == "dossier")
    panel = rooms(here.program).dossier.step
    here.wait(lambda: KINH_TE in dict(panel._choices))
    digit = str(1 + list(dict(panel._choices)).index(KINH_TE))
    keys.press(digit, digit)
    here.wait(lambda: here.dossier(code).holder == KINH_TE)
    here.steps({"code": code, "action": "take_over", "by": KINH_TE})
    here.wait(lambda: here.dossier(code).status == PROCESSING)
    rooms(here.program).scanning.open_dossier(code)
    here.wait(lambda: "wait_technical" in rooms(here.program).dossier.view.allowed)
    choose(here, "Chờ điều kiện kỹ thuật")
    keys.type("K-PH; phoi giay chung nhan")
    keys.press("F9")
    here.wait(lambda: here.dossier(code).waits)
    control = here.folder / "mau-06.pdf"
    printed = here.outside.run("print", "control", code, "--out", str(control), now=NOW)
    assert printed.status == OK, printed.err
    text = flat(control.read_bytes())
    assert "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ" in text
    assert KINH_TE in text
    due_at = here.dossier(code).due_at
    here.close()
    keys = here.open("2026-12-07T08:00:00+07:00")
    assert due_at == here.dossier(code).due_at  # the clock never stood
    here.wait(lambda: rooms(here.program).today.tiles["late"].number == 1)
    shown = here.outside.run("show", code, now="2026-12-07T08:00:00+07:00").object
    (wait,) = shown["waits"]
    assert wait["reason"].startswith("Chưa có phôi, biểu mẫu hoặc tài khoản (khách quan)")
    assert wait["until"] is None


def choose(here: Centre, words: str) -> None:
    """Another step of the open dossier, by its digit."""
    here.keys.press("Ctrl+H")
    titles = [title for _, title in rooms(here.program).dossier.step._choices]
    digit = str(1 + titles.index(words))
    here.keys.press(digit, digit)


def test_fees_are_taken_without_their_software_and_the_book_has_each_of_them(here: Centre) -> None:
    """Paid at the desk, a slip for the cash, the day's sum in the book."""
    keys = here.open(NOW)
    here.scan(WOMAN)
    keys.type("12")
    keys.press("F9")
    (one,) = here.saved(1)
    keys.press("F4")
    here.wait(lambda: rooms(here.program).giveback.waiting.table.count == 1)
    keys.press("Return", "\r")
    here.wait(lambda: len(rooms(here.program).giveback.basket) == 1)
    keys.press("F4")  # signed, paid and given on the spot
    here.wait(lambda: here.dossier(one.code).paid == "cash")
    file = here.folder / "thu.json"
    days = ("--from", "2026-11-20", "--to", "2026-11-20", "--out", str(file))
    assert here.outside.run("register", "fees", *days, now=NOW).status == OK
    book = json.loads(file.read_text("utf-8"))
    assert [(row["code"], row["amount"]) for row in book["rows"]] == [(one.code, one.fee_dong)]
    cash = here.folder / "phieu-thu.pdf"
    printed = here.outside.run("print", "cash", one.code, "--out", str(cash), now=NOW)
    assert printed.status == OK, printed.err


def test_blank_forms_have_their_register_so_that_nobody_waits_unforeseen(here: Centre) -> None:
    """Three come with their serials, one goes for a dossier: two are left, below the mark."""
    keys = here.open(NOW)
    for key in ("F1", "F1"):
        keys.press(key)
    here.goes_to("Ctrl+H", page="form_stock")
    page = rooms(here.program).incidents.stock.page
    here.wait(lambda: page.stocks.count > 1 and page.stocks.hasFocus())
    while page.stocks.current_key != LAND_FORM:
        keys.press("Down")
    keys.press("1", "1")
    keys.type("\nAA 000101-000103\nSo Nong nghiep\n\n2")
    keys.press("F9")
    here.wait(lambda: page.stocks.cells(LAND_FORM)[6] == "3" and page.stocks.hasFocus())
    keys.press("2", "2")
    keys.type("1\nAA 000101")
    keys.press("F9")
    here.wait(lambda: page.stocks.cells(LAND_FORM)[7] == ("attention", "sắp hết"))
    (stock,) = form_stock.stocks(here.opened.connection.execute)
    assert (stock.left, len(stock.movements)) == (2, 2)
    listed = here.outside.run("formstock", "list", "--json", now=NOW)
    assert listed.status == OK, listed.err
    (row,) = [one for one in listed.lines if one["form"] == LAND_FORM]
    assert (row["received"], row["used"], row["left"], row["low"]) == (3, 1, 2, True)


def test_the_helper_of_vnpt_writes_down_who_needs_what_help_and_a_clerk_receives_it(
    here: Centre,
) -> None:
    """Khmer is translated, an account is set up: a note at the dossier, never a reception."""
    here.hire("vnpt", "Đinh Thị Hỗ", "helper")
    keys = here.open(NOW)
    here.sits_down("vnpt")
    here.scan(WOMAN)
    keys.press("1", "1")
    keys.press("Ctrl+H")
    here.field("note").setFocus()
    keys.type("can nguoi noi tieng Khmer")
    keys.press("F9")
    here.wait(lambda: "chỉ được soạn nháp" in str(here.program.messages.current))
    assert here.codes == []
    here.sits_down("giamdoc")
    here.scan(WOMAN)
    keys.press("Ctrl+D")
    here.wait(lambda: rooms(here.program).reception.draft().procedure == COPY)
    keys.press("F9")
    (one,) = here.saved(1)
    assert (one.note, one.history[0].actor) == ("can nguoi noi tieng Khmer", "giamdoc")
    rooms(here.program).scanning.open_dossier(one.code)
    shelf = rooms(here.program).dossier
    here.wait(lambda: shelf.view.code == one.code and "note" in shelf.view.allowed)
    choose(here, "Ghi chú vào hồ sơ")
    keys.type("da giup mo tai khoan")
    keys.press("F9")
    here.wait(lambda: here.dossier(one.code).history[-1].action == "note")
    assert here.dossier(one.code).history[-1].reason == "da giup mo tai khoan"
