"""Who takes a result signs on the screen instead of the book; the book asks for no key."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap.papers import print_form
from app.bootstrap.window import Program
from app.domain.dossier import Dossier
from app.services.giveback import DRAWN, signature_of
from app.services.steps import step, the_one
from app.storage import scans
from app.ui.giveback.drawing import Drawing
from app.ui.giveback.page import GiveBackPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from tests.printing.reading import flat
from tests.ui.clerk import Clerk, rooms, until
from tests.ui.giving_back import PROXY, once, opener, pressed
from tests.ui.keyboard import Keyboard
from tests.ui.sample_lists import Counter, item
from tests.ui.second_screen import said_by
from tests.ui.signatures import draw_name, sign_by_mouse, sign_by_pen
from tests.ui.test_program_giveback import finished

Open = Callable[..., GiveBackPage]


@pytest.fixture
def open_page(window: MainWindow, messages: Messages) -> Open:
    return opener(window, messages)


def ink(picture: bytes) -> int:
    """How many dots of it are dark."""
    return sum(Image.open(io.BytesIO(picture)).convert("L").histogram()[:128])


def dossier(program: Program, code: str) -> Dossier:
    return the_one(rooms(program).door.now_open().journal, code).dossier


def pictures(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return sum(1 for page in document for _ in page.get_objects([FPDF_PAGEOBJ_IMAGE]))
    finally:
        document.close()


def stands(page: GiveBackPage) -> tuple[bool, bool]:
    """Whether the pad is open, and whether somebody has signed on it."""
    return page.pad.open, not page.pad.drawing.blank


def in_list(program: Program, qtbot: QtBot, codes: list[str]) -> GiveBackPage:
    """Their slips were scanned."""
    page = rooms(program).giveback
    program.window.go("giveback")
    page.take_codes(codes)
    until(qtbot, lambda: len(page.basket) == len(codes))
    return page


def test_the_drawn_signature_is_sealed_with_the_dossier_and_printed_on_its_receipt(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    drawn, in_book = finished(program, 2)
    page = in_list(program, qtbot, [drawn])
    keys.presses = 0
    keys.press("Ctrl+E")
    sign_by_mouse(page.pad.area)
    keys.press("F4")
    until(qtbot, lambda: not page.basket)
    assert keys.presses == 2
    assert not page.pad.open
    opened, stored = rooms(program).door.now_open(), dossier(program, drawn)
    scan = signature_of(stored)
    assert stored.signed == DRAWN
    assert scan is not None
    assert (scan.name or "").startswith("chu-ky-20261120-1042")
    assert ink(opened.scans().read(scan.digest)) > 500
    assert scans.loose(opened.connection) == []
    in_list(program, qtbot, [in_book])
    keys.presses = 0
    keys.press("F4")  # the book: no key more
    until(qtbot, lambda: not page.basket)
    assert keys.presses == 1
    assert (dossier(program, in_book).signed, dossier(program, in_book).scans) == ("ký sổ giấy", ())
    for code, count in ((drawn, 1), (in_book, 0)):
        out = tmp_path / f"{code}.pdf"
        print_form(opened, "result", [code], out, "a4")
        assert pictures(out.read_bytes()) == count
        assert f"Nơi ký nhận: {DRAWN if count else 'ký sổ giấy'}" in flat(out.read_bytes())


def test_one_signature_is_for_all_that_he_takes_and_what_fails_keeps_none(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    codes = finished(program, 3)
    page = in_list(program, qtbot, codes)
    desk = rooms(program).door.now_open().desk
    step(desk, {"code": codes[2], "action": "give_back"})  # at another window meanwhile
    page.take_card(PROXY)
    keys.press("Ctrl+E")
    sign_by_mouse(page.pad.area)
    keys.press("F4")
    until(qtbot, lambda: len(page.basket) == 1)
    first, second, failed = (dossier(program, code) for code in codes)
    assert [scan.digest for scan in first.scans] == [scan.digest for scan in second.scans]
    assert failed.scans == ()
    keys.press("Escape")
    keys.press("Escape")
    in_list(program, qtbot, codes[2:])
    keys.press("Ctrl+E")
    draw_name(page.pad.drawing)
    keys.press("F4")
    connection = rooms(program).door.now_open().connection
    until(qtbot, lambda: not page._busy)
    assert scans.loose(connection) == []  # nobody's signature stays behind


def test_asked_to_sign_and_not_signed_nothing_goes_until_escape_leads_back_to_the_book(
    open_page: Open, keyboard: Keyboard
) -> None:
    counter = Counter()
    page = open_page(counter)
    page.take_slip(item(0).code)
    pressed(keyboard, "Ctrl+E", "F4")
    assert counter.given == []
    assert "Chưa ký trên bảng" in page.pad._lacks.text()
    pressed(keyboard, "Escape")
    assert not page.pad.open
    assert len(page.basket) == 1
    pressed(keyboard, "F4")
    assert [one.drawn for one in once(counter)] == [b""]


def test_the_same_key_begins_the_signature_anew_and_another_citizen_finds_none(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Counter())
    page.take_slip(item(0).code)
    pressed(keyboard, "Ctrl+E")
    sign_by_mouse(page.pad.area)
    assert stands(page) == (True, True)
    pressed(keyboard, "Ctrl+E")
    assert stands(page) == (True, False)
    sign_by_mouse(page.pad.area)
    pressed(keyboard, "Escape", "Escape")  # the pad, then the list
    page.take_slip(item(1).code)
    pressed(keyboard, "Ctrl+E")
    assert stands(page) == (True, False)


def test_a_pen_writes_with_its_pressure_and_no_mouse_is_made_of_it(
    open_page: Open, keyboard: Keyboard
) -> None:
    page = open_page(Counter())
    page.take_slip(item(0).code)
    found = []
    for pressure in (0.1, 1.0):
        pressed(keyboard, "Ctrl+E")
        sign_by_pen(page.pad.area, pressure)
        assert len(page.pad.drawing.strokes) == 1
        found.append(ink(page.pad.drawing.picture()))
    assert found[1] > found[0] * 1.4


def test_a_dot_is_no_signature_and_the_same_strokes_are_the_same_bytes(qapp: QApplication) -> None:
    assert qapp is not None
    first, second = Drawing(), Drawing()
    first.begin((0.5, 0.1, 0.5))
    first.go_on((0.51, 0.1, 0.5))
    blank = [first.blank]
    for one in (first, second):
        one.clear()
        draw_name(one)
    assert [*blank, first.blank] == [True, False]
    assert first.picture() == second.picture()


def test_with_a_second_screen_the_pad_goes_there_and_takes_no_key(tmp_path: Path) -> None:
    assert said_by("tests.ui.two_screens_pad", tmp_path) == [
        "asked False",
        "away True 1366 True",
        "signed True",
        "given False 1",
        "next True",
        "left False",
    ]
