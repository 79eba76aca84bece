"""Sổ phôi in the real window: a form, a digit, a number, F9; what is left, and the paper."""

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain.form_stock import COUNTED, RECEIVED, USED, FormStockMoved, Stock
from app.storage import form_stock
from app.ui.form_stock.page import FormStockPage
from tests.ui.clerk import Clerk, rooms, until


def stocks(program: Program) -> list[Stock]:
    return form_stock.stocks(rooms(program).door.now_open().connection.execute)


def facts(program: Program) -> list[FormStockMoved]:
    return [one.fact for stock in stocks(program) for one in stock.movements]


@pytest.fixture
def page(program: Program, keys: Clerk, qtbot: QtBot) -> FormStockPage:
    """From Sự cố, which F1 twice opens."""
    for key in ("F2", "F1", "F1", "Ctrl+H"):
        keys.press(key)
    assert program.window.name == "form_stock"
    page = rooms(program).incidents.stock.page
    until(qtbot, lambda: page.stocks.count > 1 and page.stocks.hasFocus())
    return page


def said(page: FormStockPage, field: str) -> str:
    return page.panel.fields[field].input.accessibleDescription()


def test_forms_come_with_their_serials_and_are_used_for_a_dossier(
    program: Program, page: FormStockPage, keys: Clerk, qtbot: QtBot
) -> None:
    assert page.panel.ways.shows_caps
    keys.press("1", "1")
    keys.type("\nab 001201-001300\nSo Tu phap\n\n10")
    keys.press("F9")
    until(qtbot, lambda: len(facts(program)) == 1)
    (came,) = facts(program)
    assert (came.form, came.way, came.quantity, came.least) == ("PH-KS", RECEIVED, 100, 10)
    assert (came.document, came.serials and came.serials.words) == (
        "So Tu phap", "AB 001201–001300",
    )  # fmt: skip
    until(qtbot, lambda: page.stocks.cells("PH-KS")[6] == "100")
    until(qtbot, page.stocks.hasFocus)
    keys.presses = 0
    keys.press("2", "2")
    keys.type("95")
    keys.press("F9")
    assert keys.presses == 4
    until(qtbot, lambda: len(facts(program)) == 2)
    assert facts(program)[1].way == USED
    until(qtbot, lambda: page.stocks.cells("PH-KS")[7] == ("attention", "sắp hết"))
    assert program.messages.current is not None
    assert "sắp hết: còn 5" in program.messages.current.more


def test_enter_behind_the_last_field_leads_to_the_list_and_f9_still_stores(
    program: Program, page: FormStockPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F9")
    assert page.panel.ways.hasFocus()  # nothing was typed: it asks what happened
    keys.press("1", "1")
    keys.type("\nAB 000101-000150\nSo Tu phap\n\n10\n")
    assert page.stocks.hasFocus()
    keys.press("F9")
    until(qtbot, lambda: [one.quantity for one in facts(program)] == [50])


def test_more_than_there_is_and_a_serial_given_twice_stay_at_their_field(
    program: Program, page: FormStockPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("2", "2")
    keys.type("x")
    keys.press("F9")
    until(qtbot, lambda: "phải là số" in said(page, "quantity"))
    keys.press("Backspace")
    keys.type("3")
    keys.press("F9")
    until(qtbot, lambda: "Sổ chỉ còn 0 phôi Giấy khai sinh" in said(page, "quantity"))
    assert page.panel.fields["quantity"].value == "3"  # what was typed stays
    keys.press("Esc")
    keys.press("1", "1")
    keys.press("Backspace")
    keys.type("\nAB 01-09")
    keys.press("F9")
    until(qtbot, lambda: len(facts(program)) == 1 and page.stocks.hasFocus())
    keys.press("1", "1")
    keys.type("\nAB 09-12")
    keys.press("F9")
    until(qtbot, lambda: "trùng với AB 01–09" in said(page, "serials"))
    assert len(facts(program)) == 1


def test_a_count_shows_what_differs_and_the_movements_stand_in_their_order(
    program: Program, page: FormStockPage, keys: Clerk, qtbot: QtBot
) -> None:
    for quantity in ("20", "18"):
        keys.press("4", "4")
        keys.type(quantity)
        keys.press("F9")
        until(qtbot, lambda: page.stocks.hasFocus() and page.panel.fields["quantity"].value == "")
    until(qtbot, lambda: page.stocks.cells("PH-KS")[1:6] == ("20", "0", "0", "0", "−2"))
    assert [one.way for one in facts(program)] == [COUNTED, COUNTED]
    assert program.messages.current is not None
    assert "lệch -2" in program.messages.current.more
    keys.press("Ctrl+E")
    assert page.moves.hasFocus()
    assert [page.moves.cells(key)[1:5] for key in ("1", "0")] == [
        ("Kiểm đếm", "18", "−2", "18"), ("Kiểm đếm", "20", "", "20"),
    ]  # fmt: skip
    keys.press("Esc")
    assert page.stocks.hasFocus()
    keys.press("Ctrl+P")

    def printed() -> bool:
        connection = rooms(program).door.now_open().connection
        rows = connection.execute("SELECT state FROM print_job WHERE form='so-phoi'").fetchall()
        return [state for (state,) in rows] == ["done"]

    until(qtbot, printed)


def test_a_form_of_one_s_own_is_named_first(
    program: Program, page: FormStockPage, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("End")
    keys.press("Return", "\r")
    keys.press("F9")
    until(qtbot, lambda: "Chưa ghi tên phôi" in said(page, "form"))
    keys.type("Bia do cu\n")
    assert page.panel.choosing
    keys.press("F9")  # nothing is stored that nobody chose
    keys.type("7")
    keys.press("F9")
    until(qtbot, lambda: [one.about for one in stocks(program)] == ["Bia do cu"])
    until(qtbot, page.stocks.hasFocus)
    until(qtbot, lambda: page.stocks.count == 8)
    assert page.stocks.cells("Bia do cu")[6] == "7"


def test_esc_leads_back_step_by_step_and_help_knows_the_page(
    program: Program, page: FormStockPage, keys: Clerk
) -> None:
    keys.press("2", "2")
    keys.type("5")
    for key in ("F1", "Esc"):
        keys.press("F1")
        assert "Sổ phôi" in rooms(program).help.page.text.toPlainText()
        keys.press(key)
        assert program.window.name == "form_stock"
        assert page.panel.fields["quantity"].value == "5"
    for name in ("form_stock", "incidents", "reception"):
        keys.press("Esc")
        assert program.window.name == name
