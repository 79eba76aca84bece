"""A desk without a province says how far a dossier has come in words of its own (ux.md 3.15)."""

from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.bootstrap.words import sent
from app.services.reception import receive
from app.ui.status import segments
from tests.ui.clerk import Clerk, codes, rooms, scan_person, until

ENTERED = {
    "procedure": "1.004873",
    "owner": {"name": "Pờ Mỳ Xuyến", "id": "011190004217"},
    "external_code": {"system": "province", "code": "H18.7"},
}


def received(program: Program, keys: Clerk, qtbot: QtBot) -> tuple[str, str]:
    """One dossier that another system has by its code, and one through the window."""
    desk = rooms(program).door.now_open().desk
    program.work.submit(lambda: receive(desk, ENTERED)).result()
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    until(qtbot, lambda: len(codes(program)) == 2)
    first, second = codes(program)
    return first, second


def test_lists_dossier_exchange_and_bar_say_it_alike(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    first, second = received(program, keys, qtbot)
    home, shelf = rooms(program).today, rooms(program).dossier
    exchange = rooms(program).exchange.page

    def rows() -> set[str]:
        model = home.table.model()
        return {model.index(row, 0).data() for row in range(home.table.count)}

    program.window.go("today")
    until(qtbot, lambda: any("đã nhập tỉnh" in one for one in rows()))
    assert {"Đặng" in one: one.rpartition("Gửi tỉnh ")[2] for one in rows()} == {
        False: "đã nhập tỉnh",
        True: "đã lưu ở máy",
    }

    keys.press("F11")
    until(qtbot, lambda: exchange.tiles["stored"].number == 1)
    tiles = [(one.text(), one.number) for one in exchange.tiles.values()]
    assert tiles[:2] == [("Đã lưu trên máy", 1), ("Đã nhập hệ thống tỉnh", 1)]
    keys.press("1", "1")
    until(qtbot, lambda: exchange.sheets["unsent"].table.count == 1)
    assert exchange.sheets["unsent"].table.current_key == second

    shelf.open_dossier(first)
    until(qtbot, lambda: shelf.view.code == first)
    assert ("Gửi tỉnh", "đã nhập hệ thống tỉnh") in shelf.view.money
    assert ("Mã hệ thống tỉnh", "H18.7") in shelf.view.owner
    shelf.open_dossier(second)
    until(qtbot, lambda: shelf.view.code == second)
    assert ("Gửi tỉnh", "đã lưu trên máy") in shelf.view.money

    bar = program.work.submit(rooms(program).status).result()
    words = [part.words for part in segments(bar)[0]]
    assert words[0] == "Máy đứng riêng – lưu trên máy này"
    assert not any("gửi" in one for one in words)


def test_with_a_province_the_code_there_is_a_fourth_state_after_receipt() -> None:
    assert [sent(known, paired=True)[1] for known in (False, True)] == ["chưa gửi", "đã có mã tỉnh"]
    assert [sent(known, paired=False)[1] for known in (False, True)] == ["chưa gửi", "tỉnh đã nhận"]
