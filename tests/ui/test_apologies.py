"""Morning: what is late gets its letters of apology printed with three keys, to be signed.

The desk stands at Friday 20/11/2026.
"""

from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.services import reception
from tests.ui.clerk import Clerk, answered, rooms, until

LONG_AGO, TODAY = "2026-10-05T09:00:00", "2026-11-20T08:00:00"


def receive(program: Program, name: str, at: str) -> None:
    desk = rooms(program).door.now_open().desk
    line = {
        "procedure": "1.001776",
        "owner": {"name": name, "no_id_reason": "quên ở nhà"},
        "received_at": at,
        "entered_late": True,
    }
    program.work.submit(reception.receive, desk, line).result(20)


def letters(program: Program, state: str) -> int:
    (count,) = (
        rooms(program)
        .door.now_open()
        .connection.execute(
            "SELECT count(*) FROM print_job WHERE form='apology_draft' AND state=?", (state,)
        )
        .fetchone()
    )
    return int(count)


def test_three_late_dossiers_three_letters_three_keys(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    for name in ("Lò Văn Thử", "Giàng A Thử", "Thào Thị Thử"):
        receive(program, name, LONG_AGO)
    program.window.go("today")
    table = rooms(program).today.table
    until(qtbot, lambda: table.count == 3)
    keys.presses = 0
    keys.press("1", "1")
    until(qtbot, lambda: table.count == 3)
    keys.press("Ctrl+A")
    keys.press("X", "x")
    until(qtbot, lambda: letters(program, "done") == 3)
    assert keys.presses == 3  # at most 4 (ux.md 2.3, row 22)
    assert program.messages.done is not None
    assert "3 văn bản xin lỗi (Mẫu 04) để ký" in program.messages.done.head


def test_what_is_far_from_its_day_gets_no_letter_and_stays_marked(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    receive(program, "Lò Văn Thử", LONG_AGO)
    receive(program, "Giàng A Thử", TODAY)
    program.window.go("today")
    table = rooms(program).today.table
    until(qtbot, lambda: table.count == 2)
    keys.press("Ctrl+A")
    keys.press("X", "x")
    until(qtbot, lambda: answered(program))
    assert program.messages.current is not None
    assert "Giàng A Thử: chưa đến lúc phải xin lỗi" in program.messages.current.more
    assert len(table.marked) == 1
    until(qtbot, lambda: letters(program, "done") == 1)
