"""Beside the province's system in the real window: a list comes in, pairs are confirmed, copied."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.old_fonts import fonts
from app.domain.times import VN
from app.services.reception import receive
from app.ui.beside.desk import HERE, LOOK, MATCH, RESULTS, THERE, Strip
from app.ui.beside.page import BesidePage
from app.ui.beside.strip import CopyStrip
from app.ui.status import segments
from tests.scenarios.desks import copies, owned
from tests.scenarios.lists import HEAD, row, write_xlsx
from tests.ui.clerk import Clerk, rooms, until
from tests.ui.keyboard import Keyboard

AT = datetime(2026, 11, 20, 9, 30, tzinfo=VN)
THEIRS = "H18.40-261120-0001"
CIVIL = {
    "procedure": "1.004873",
    "owner": {"name": "Thạch Thị Mai", "id": "094195000417"},
}
ONLY_THERE = "H18.40-261120-0002"


def filled(program: Program) -> tuple[str, str]:
    """Two dossiers of the desk."""
    desk = rooms(program).door.now_open().desk
    lines = (copies(), owned(name="Mùa A Sính", id="011090000015"))
    first, second = (program.work.submit(receive, desk, line).result(20).code for line in lines)
    return first, second


def their_rows() -> list[list[object]]:
    one, other = row(1, AT, "2.000815"), row(2, AT, "1.001193")
    one[2:4] = ["ĐẶNG VĂN ĐỨC", "011090000007"]
    bad = row(3, AT, "2.000815")
    bad[5] = "31/02/2026"
    return [one, other, bad]


def page_of(program: Program) -> BesidePage:
    return rooms(program).beside.page


def numbers(page: BesidePage) -> dict[str, int]:
    return {name: tile.number for name, tile in page.tiles.items()}


def test_a_list_is_shown_then_stored_then_paired_a_key_a_row(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = filled(program)
    file = write_xlsx(tmp_path / "ds.xlsx", their_rows())
    page = page_of(program)
    monkeypatch.setattr(
        "app.bootstrap.beside_room.QFileDialog.getOpenFileName", lambda *_: (str(file), "")
    )
    keys.press("F10")
    until(qtbot, lambda: numbers(page) == {MATCH: 0, HERE: 2, THERE: 0})
    keys.press("F9")
    until(qtbot, lambda: page.sheets[LOOK].table.count == 9)
    told = page.sheets[LOOK].table
    assert told.cells("B") == ("B", "Mã hồ sơ", "mã hồ sơ")
    assert told.cells("A")[2] == "không nhập"
    assert rooms(program).door.now_open().journal.with_code(THEIRS) == []
    keys.press("F9")
    until(qtbot, lambda: page.sheets[RESULTS].table.count == 3)
    worst = page.sheets[RESULTS].table.cells("7")
    assert worst[2] == ("late", "chưa nhập")
    assert "31/02/2026" in str(worst[3])
    assert "2 mới" in page.line.text()
    keys.press("Down")
    keys.press("Up")
    assert "31/02/2026" in page.line.text()
    keys.press("Esc")
    until(qtbot, lambda: numbers(page) == {MATCH: 1, HERE: 1, THERE: 1})
    keys.press("Return")
    until(qtbot, lambda: numbers(page) == {MATCH: 0, HERE: 1, THERE: 1})
    (paired,) = rooms(program).door.now_open().journal.with_code(THEIRS)
    assert paired.dossier.code == first
    bar = program.work.submit(rooms(program).status).result(20)
    assert any("Chờ nhập hệ thống tỉnh 1" in one.words for one in segments(bar)[0])
    keys.press("3", "3")
    keys.press("Return")
    shelf = rooms(program).dossier
    until(qtbot, lambda: program.window.name == "dossier" and shelf.view.code == ONLY_THERE)
    assert "hệ thống khác" in dict(shelf.view.money)["Gửi tỉnh"]
    assert shelf.view.prints == ()
    assert second


def test_a_list_from_the_clipboard_and_an_empty_one(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    page, board = page_of(program), QApplication.clipboard()
    board.clear()
    keys.press("F10")
    keys.press("F6")
    until(qtbot, lambda: "Bảng tạm đang trống" in page.line.text())
    lines = [HEAD, row(1, AT, "2.000815")]
    board.setText("\n".join("\t".join(map(str, one)) for one in lines))
    keys.press("F6")
    until(qtbot, lambda: page.sheets[LOOK].table.count == len(HEAD))
    keys.press("F9")
    until(qtbot, lambda: numbers(page)[THERE] == 1)
    keys.press("F6")
    until(qtbot, page.sheets[LOOK].isVisible)
    keys.press("Esc")
    assert page.sheets[MATCH].isVisible()


def test_a_list_in_an_old_font_is_shown_in_letters_and_told(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    page, (font, _other) = page_of(program), fonts()
    lines = [HEAD, row(1, AT, "2.000815")]
    text = "\n".join("\t".join(font.write(str(cell)) for cell in one) for one in lines)
    QApplication.clipboard().setText(text)
    keys.press("F10")
    keys.press("F6")
    until(qtbot, lambda: page.sheets[LOOK].table.count == len(HEAD))
    assert page.sheets[LOOK].table.cells("B") == ("B", "Mã hồ sơ", "mã hồ sơ")
    assert f"Chữ {font.title}: " in page.line.text()
    assert "M· hå s¬ → Mã hồ sơ" in page.line.text()
    keys.press("F9")
    until(qtbot, lambda: numbers(page)[THERE] == 1)
    (stored,) = rooms(program).door.now_open().journal.with_code(str(lines[1][1]))
    assert stored.dossier.owner.name == str(lines[1][2])


def test_headings_that_nobody_knows_are_named_by_keys_and_remembered(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    page, board = page_of(program), QApplication.clipboard()
    look = page.sheets[LOOK].table
    head = ("Ký hiệu", "Đương sự", "Chặng", "Sổ")
    first = (THEIRS, "Lò Văn Thử", "Chờ đóng dấu", "A")
    board.setText("\n".join("\t".join(one) for one in (head, first)))
    keys.press("F10")
    keys.press("F6")
    until(qtbot, lambda: look.count == 4)
    assert "Chưa đủ cột" in page.line.text()
    keys.press("F9")
    until(qtbot, lambda: "Chưa biết cột nào là mã hồ sơ" in page.line.text())
    for row_of, meaning in (("A", "1"), ("B", "2"), ("C", "9")):
        while look.current_key != row_of:
            keys.press("Down")
        keys.press("Return")
        until(qtbot, page._meaning.list.hasFocus)
        keys.press(meaning, meaning)
        until(qtbot, lambda: page.sheets[LOOK].isVisible() and look.hasFocus())
    assert [look.cells(one)[2] for one in "ABCD"] == [
        "mã hồ sơ", "chủ hồ sơ", "trạng thái", "giữ nguyên, không mục riêng",
    ]  # fmt: skip
    word = "word:Chờ đóng dấu"
    assert look.cells(word)[2] == "chưa hiểu: Enter chọn"
    while look.current_key != word:
        keys.press("Down")
    keys.press("Return")
    until(qtbot, page._meaning.list.hasFocus)
    keys.press("Esc")  # once more
    until(qtbot, look.hasFocus)
    keys.press("Return")
    until(qtbot, page._meaning.list.hasFocus)
    keys.press("4", "4")
    until(qtbot, lambda: look.hasFocus() and look.cells(word)[2] == "đang xử lý")
    keys.press("F9")
    until(qtbot, lambda: numbers(page)[THERE] == 1)
    journal = rooms(program).door.now_open().journal
    (stored,) = journal.with_code(THEIRS)
    assert (stored.dossier.owner.name, stored.dossier.status) == ("Lò Văn Thử", 4)
    second = (ONLY_THERE, "Giàng A Thử", "Chờ đóng dấu", "B")
    board.setText("\n".join("\t".join(one) for one in (head, second)))
    keys.press("F6")
    until(qtbot, lambda: page.sheets[LOOK].isVisible() and look.count == 4)
    keys.press("F9")  # as the last time
    until(qtbot, lambda: bool(journal.with_code(ONLY_THERE)))
    assert journal.with_code(ONLY_THERE)[0].dossier.status == 4


def test_the_reason_of_a_doubtful_pair_is_told_whole(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    filled(program)
    page, doubtful = page_of(program), row(1, AT, "2.000815")
    doubtful[2:4] = ["Đặng Văn Đức", None]
    lines = [HEAD, doubtful]
    board = "\n".join("\t".join("" if cell is None else str(cell) for cell in one) for one in lines)
    QApplication.clipboard().setText(board)
    keys.press("F10")
    keys.press("F6")
    until(qtbot, lambda: page.sheets[LOOK].table.count == len(HEAD))
    keys.press("F9")
    until(qtbot, lambda: numbers(page)[MATCH] == 1)
    keys.press("Esc")
    table = page.sheets[MATCH].table
    until(qtbot, lambda: bool(table.current_key))
    why = str(table.cells(table.current_key)[3])
    assert page.line.text().endswith(f"Cặp đang chọn: {why}.")
    keys.press("2", "2")
    assert "Cặp đang chọn" not in page.line.text()


def test_f10_opens_the_list_that_has_something_to_do(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    page = page_of(program)
    keys.press("F10")
    until(qtbot, lambda: "Không còn hồ sơ nào" in page.line.text())
    assert page.sheets[MATCH].isVisible()
    keys.press("Esc")
    filled(program)
    keys.press("F10")
    until(qtbot, lambda: page.sheets[HERE].isVisible() and page.sheets[HERE].table.hasFocus())
    keys.press("1", "1")  # who wants the empty list has it
    until(qtbot, lambda: numbers(page)[HERE] == 2 and page.sheets[MATCH].isVisible())
    QApplication.clipboard().setText(
        "\n".join("\t".join(map(str, one)) for one in (HEAD, their_rows()[0]))
    )
    keys.press("F6")
    until(qtbot, lambda: page.sheets[LOOK].table.count == len(HEAD))
    keys.press("F9")
    until(qtbot, lambda: numbers(page)[MATCH] == 1)
    keys.press("Esc")
    keys.press("2", "2")
    program.window.go("today")
    keys.press("F10")  # where one was, as long as something is left there
    until(qtbot, lambda: not page.arrives)
    assert page.sheets[HERE].isVisible()


def test_what_waits_goes_into_a_file_and_on_paper(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(program)
    out = tmp_path / "cho.csv"
    monkeypatch.setattr(
        "app.bootstrap.beside_room.QFileDialog.getSaveFileName", lambda *_: (str(out), "")
    )
    keys.press("F10")
    until(qtbot, lambda: numbers(page_of(program))[HERE] == 2)
    keys.press("F8")
    until(qtbot, out.exists)
    assert "Mùa A Sính" in out.read_text("utf-8-sig")
    keys.press("F7")
    until(qtbot, lambda: any((tmp_path / "paper").glob("*")))


def test_the_strip_copies_in_order_and_ends_with_the_code(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    first, _second = filled(program)
    page, board = page_of(program), QApplication.clipboard()
    keys.press("F10")
    until(qtbot, lambda: numbers(page)[HERE] == 2)
    keys.press("2", "2")
    keys.press("F10")
    until(qtbot, lambda: rooms(program).beside.strip is not None)
    strip = rooms(program).beside.strip
    assert isinstance(strip, CopyStrip)
    qtbot.waitUntil(strip.isActiveWindow)
    keys.press("Return")
    assert board.text() == "2.000815"
    keys.press("Return")
    keys.press("Return")
    assert board.text() == "Đặng Văn Đức"
    strip.code.input.setFocus()
    keys.type("khong\n")
    until(qtbot, lambda: strip.code.faulty)
    assert "không phải mã" in strip.code.input.accessibleDescription()
    strip.code.put(THEIRS)
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).beside.strip is None)
    assert board.text() == ""
    (paired,) = rooms(program).door.now_open().journal.with_code(THEIRS)
    assert paired.dossier.code == first


def test_what_waits_for_the_civil_status_system_is_worked_off_by_the_same_keys(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(program)
    desk = rooms(program).door.now_open().desk
    code = program.work.submit(receive, desk, CIVIL).result(20).code
    page, out = page_of(program), tmp_path / "cho.json"
    monkeypatch.setattr(
        "app.bootstrap.beside_room.QFileDialog.getSaveFileName",
        lambda _parent, _title, name, _kinds: (str(out.with_stem(name.partition(".")[0])), ""),
    )
    keys.press("F10")
    until(qtbot, lambda: numbers(page)[HERE] == 3)
    assert page.others.text() == "Hệ thống hộ tịch: 1 chờ"
    keys.press("Ctrl+E")
    keys.press("Esc")  # not now
    assert page.sheets[HERE].isVisible()
    keys.press("Ctrl+E")
    keys.press("2", "2")
    until(qtbot, lambda: numbers(page)[HERE] == 1 and page.sheets[HERE].isVisible())
    assert page.line.text() == "1 hồ sơ của quầy chờ nhập hệ thống hộ tịch, cũ nhất hôm nay."
    assert page.tiles[THERE].text() == "Chỉ có ở hệ thống hộ tịch"
    keys.press("F8")
    made = tmp_path / "cho-nhap-hotich.json"
    until(qtbot, made.exists)
    (row_out,) = json.loads(made.read_text("utf-8"))
    assert row_out["SoPhieu"] == code
    keys.press("F7")
    until(qtbot, lambda: any("hộ tịch" in one.name for one in (tmp_path / "paper").glob("*")))
    keys.press("F10")
    until(qtbot, lambda: rooms(program).beside.strip is not None)
    strip = rooms(program).beside.strip
    assert strip is not None
    qtbot.waitUntil(strip.isActiveWindow)
    assert strip.code.input.accessibleName() == "Mã hệ thống hộ tịch vừa cấp"
    strip.code.put("112/2026")
    strip.code.input.setFocus()
    keys.press("Return", "\r")
    until(qtbot, lambda: rooms(program).beside.strip is None)
    (paired,) = rooms(program).door.now_open().journal.with_code("112/2026")
    assert [(one.system, one.code) for one in paired.dossier.codes] == [("hotich", "112/2026")]
    told = rooms(program).dossier
    told.open_dossier(code)
    until(qtbot, lambda: told.view is not None and told.view.code == code)
    assert "'Mã hệ thống hộ tịch', '112/2026'" in str(told.view)
    assert "đã nhập hệ thống tỉnh" not in str(told.view)
    until(qtbot, lambda: numbers(page)[HERE] == 0)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    keys.press("Ctrl+E")
    keys.press("1", "1")
    until(qtbot, lambda: numbers(page)[HERE] == 3)  # the province's has it not yet
    assert page.others.isHidden()


def test_a_list_that_comes_in_beside_a_special_system_is_of_that_system(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    desk = rooms(program).door.now_open().desk
    program.work.submit(receive, desk, CIVIL).result(20)
    page, theirs = page_of(program), row(1, AT, "1.004873")
    lines = "\n".join("\t".join(map(str, one)) for one in (HEAD, theirs))
    keys.press("F10")
    until(qtbot, page.others.isVisible)
    keys.press("Ctrl+E")
    keys.press("2", "2")
    until(qtbot, page.sheets[HERE].isVisible)
    QApplication.clipboard().setText(lines)
    keys.press("F6")
    until(qtbot, lambda: page.sheets[LOOK].table.count == len(HEAD))
    keys.press("F9")
    until(qtbot, lambda: numbers(page)[THERE] == 1)
    (stored,) = rooms(program).door.now_open().journal.with_code(THEIRS)
    assert stored.dossier.master == "hotich"


def test_the_strip_empties_the_clipboard_it_filled_and_no_other(qtbot: QtBot) -> None:
    board, keyboard = QApplication.clipboard(), Keyboard()
    strip = CopyStrip(Strip("x", "0001 · Lò Văn Tánh", (("Tên", "Lò Văn Tánh"), ("Số", "1"))))
    qtbot.addWidget(strip)
    strip.show()
    strip.activateWindow()
    qtbot.waitUntil(strip.isActiveWindow)
    strip.take_focus()
    keyboard.press("Return")
    assert board.text() == "Lò Văn Tánh"
    board.setText("của chương trình khác")
    keyboard.press("Esc")
    assert board.text() == "của chương trình khác"
