"""A morning in each of nine real centres, by real keys in the whole window over a real profile.

What each of them needs most, as told in press reports of 2025; people and dossiers are invented.
"""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.domain.times import VN
from app.services import reception
from app.services.steps import step, the_one
from app.storage import print_jobs
from tests.printing.reading import codes as qr_codes
from tests.printing.reading import flat
from tests.ui.clerk import CARD, PIN, Clerk, codes, nhi_sits_down, rooms, saved, scan_person, until

COPY, SIGNATURE, WELFARE = "2.000815", "2.000884", "1.001776"
WITNESS = "011185000321||Khoàng Thị Ưởng|02021985|Nữ|Bản A Pa Chải, Sín Thầu, Điện Biên|25052021"


def certified_copy(program: Program, keys: Clerk, qtbot: QtBot) -> Dossier:
    """The most frequent act: a card and two keys."""
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    assert keys.presses == 2
    (dossier,) = saved(program, qtbot, 1)
    return dossier


def paper_of(program: Program, qtbot: QtBot, dossier: Dossier) -> bytes:
    """The slip as it came out of the printer."""
    file = Path(program.settings.printer.partition(":")[2]) / f"{dossier.code}.pdf"
    until(qtbot, file.exists)
    opened = rooms(program).door.now_open()
    until(qtbot, lambda: not print_jobs.unfinished(opened.connection))
    return file.read_bytes()


def test_sin_thau_one_citizen_a_day_and_whoever_is_there_can_serve_him(
    program: Program, qtbot: QtBot
) -> None:
    """Remote: nobody came yet, no line for a week; the page says so and is ready for a scan."""
    keys = Clerk()
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    assert keys.presses == 6
    dossier = certified_copy(program, keys, qtbot)
    assert dossier.due_at == datetime(2026, 11, 20, 17, tzinfo=VN)
    assert rooms(program).status().network_words.startswith("Máy đứng riêng")


def test_na_bung_a_stack_of_papers_of_one_citizen_is_one_slip(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """120 of 143 are certified copies: three originals, 2 + 1 + 5 copies, one F9."""
    scan_person(program, keys, qtbot)
    keys.type("12")
    keys.type("+1")
    keys.type("+5")
    keys.press("F9")
    assert keys.presses == 7
    (dossier,) = saved(program, qtbot, 1)
    assert dossier.fee_dong == 8 * 2000
    assert "16.000" in flat(paper_of(program, qtbot, dossier))


def test_na_bung_what_runs_for_ten_days_stands_in_the_list_with_its_day(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """23 allowances in progress: each has a holder and a due day."""
    scan_person(program, keys, qtbot)
    keys.press("5", "5")
    keys.press("F9")
    (dossier,) = saved(program, qtbot, 1)
    assert dossier.procedure == WELFARE
    assert dossier.due_at is not None
    assert dossier.due_at.date() == date(2026, 12, 7)  # 24/11 is a day off
    keys.press("Esc")
    assert program.window.name == "today"
    table = rooms(program).today.table
    until(qtbot, lambda: table.count == 1)


def test_cu_lao_dung_an_old_paper_and_the_name_of_the_old_commune_are_taken(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Merged from four communes: no chip card, an address of before, found by it afterwards."""
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
    (dossier,) = saved(program, qtbot, 1)
    assert (dossier.owner.id_kind, dossier.owner.born_on) == ("cmnd", "1961")
    keys.press("F3")
    keys.type("an thanh")
    until(qtbot, lambda: program.window.name == "find")
    until(qtbot, lambda: rooms(program).find.table.current_key == codes(program)[0])


def test_phong_nam_the_leader_signs_at_the_same_machine(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Three people, one machine: the clerk receives, F12, the leader signs, the slip is enough."""
    nhi_sits_down(program, keys, qtbot)
    dossier = certified_copy(program, keys, qtbot)
    slip = qr_codes(paper_of(program, qtbot, dossier), 300)[0]
    keys.press("F12")
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    keys.scan(slip)
    until(qtbot, lambda: bool(rooms(program).giveback.basket))
    keys.press("F4")
    until(qtbot, lambda: not rooms(program).giveback.basket)
    done = the_one(rooms(program).door.now_open().journal, dossier.code).dossier
    actors = [(line.action, line.actor) for line in done.history]
    assert actors == [("received", "nhi"), ("finish", "giamdoc"), ("give_back", "giamdoc")]


def test_quang_ninh_received_signed_and_given_back_in_one_visit(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """On the spot: after F9 the row waits in Chờ ký, Enter and F4 write all that is left."""
    dossier = certified_copy(program, keys, qtbot)
    keys.presses = 0
    keys.press("F4")
    until(qtbot, lambda: rooms(program).giveback.waiting.table.count == 1)
    keys.press("Return", "\r")
    until(qtbot, lambda: bool(rooms(program).giveback.basket))
    keys.press("F4")
    assert keys.presses == 3
    until(qtbot, lambda: not rooms(program).giveback.basket)
    done = the_one(rooms(program).door.now_open().journal, dossier.code).dossier
    assert done.returned_at is not None
    assert done.finished_at is not None
    assert done.finished_at <= done.returned_at


def test_vinh_tuy_what_is_wrong_is_said_where_it_is_typed(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Fewer errors: eleven digits are named at once, and nothing typed is lost."""
    keys.press("F2")
    keys.press("F2")
    keys.type("01119000421")
    keys.press("Return", "\r")
    page = rooms(program).reception
    field = page.findChild(QLineEdit, "owner.id")
    assert field is not None
    until(qtbot, lambda: "Bạn đã nhập 11" in field.accessibleDescription())
    assert field.text() == "01119000421"
    keys.press("Shift+Backtab")
    keys.press("End")
    keys.type("7")
    keys.press("Return", "\r")
    assert page.owner.person.id == "011190004217"


def test_bac_giang_ten_visitors_one_after_another_nobody_waits_for_the_printer(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """117 visitors a clerk: two keys each, numbers without a gap, ten slips in the end."""
    page, keys.presses = rooms(program).reception, 0
    for place in range(10):
        number = f"0110900{place:02d}007"
        keys.scan(f"{number}||Người Thứ {place}|01011990|Nam|Tổ 3, Bắc Giang|12052021")
        until(qtbot, lambda number=number: page.owner.person.id == number)  # type: ignore[misc]
        keys.press("1", "1")
        keys.press("F9")
    assert keys.presses == 20
    stored = saved(program, qtbot, 10)
    assert [one.code[-4:] for one in stored] == [f"{place + 1:04d}" for place in range(10)]
    assert len({paper_of(program, qtbot, one) for one in stored}) == 10


def test_lien_son_a_fingerprint_with_its_witness(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Signatures and fingerprints: the second card is the witness; two scans, two keys (row 8)."""
    scan_person(program, keys, qtbot)
    keys.press("2", "2")
    keys.scan(WITNESS)
    page = rooms(program).reception
    until(qtbot, lambda: any(one.name == "Khoàng Thị Ưởng" for one in page.draft().subjects))
    keys.press("F9")
    assert keys.presses == 2
    (dossier,) = saved(program, qtbot, 1)
    assert dossier.procedure == SIGNATURE
    assert [(one.role, one.name) for one in dossier.subjects] == [("witness", "Khoàng Thị Ưởng")]


def test_a_birth_takes_the_parents_cards_in_any_order_each_to_his_place(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Mother at the desk: her own card again and the father's; he is never put down as mother."""
    scan_person(program, keys, qtbot, WITNESS)
    keys.press("4", "4")
    page = rooms(program).reception

    def parents() -> list[tuple[str, str]]:
        return [(one.role, one.name) for one in page.draft().subjects if one.role != "child"]

    keys.scan(CARD)
    until(qtbot, lambda: parents() == [("mother", ""), ("father", "Đặng Văn Đức")])
    keys.scan(WITNESS)
    until(qtbot, lambda: parents()[0] == ("mother", "Khoàng Thị Ưởng"))
    assert page.owner.person.name == "Khoàng Thị Ưởng"
    assert keys.presses == 1


def test_can_tho_the_inspector_opens_the_list_behind_each_number(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    """Figures that can be checked: each tile is a count of its list, opened by its digit."""
    desk = rooms(program).door.now_open().desk

    def week() -> None:
        for place in range(6):
            owner = {"name": f"Người Thử {place}", "no_id_reason": "quên ở nhà"}
            code = reception.receive(desk, {"procedure": WELFARE, "owner": owner}).code
            if place < 2:
                step(desk, {"code": code, "action": "finish"})
            elif place == 2:
                step(desk, {"code": code, "action": "take_over"})
                asked = {"code": code, "action": "request_papers", "papers": ["Giấy xác nhận"]}
                step(desk, asked)

    program.work.submit(week).result(20)
    today = rooms(program).today
    keys.press("F2")
    keys.press("Esc")
    until(qtbot, lambda: program.window.name == "today" and today.table.count == 6)
    for digit, count in (("3", 1), ("4", 3), ("5", 2)):
        keys.press(digit, digit)
        until(qtbot, lambda count=count: today.table.count == count)  # type: ignore[misc]
        keys.press("Esc")
    assert QApplication.activeWindow() is program.window
