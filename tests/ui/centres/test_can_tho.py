"""Cần Thơ: the city's inspectors look at eight communes, and each figure must be its list."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from tests.ui.centres.centre import Centre
from tests.ui.clerk import rooms

NOW, WELFARE = "2026-11-20T10:42:00+07:00", "1.001776"


def test_the_inspector_opens_the_list_behind_each_number(at: Callable[[str], Centre]) -> None:
    """Figures that can be checked: each tile is a count of its list, opened by its digit."""
    here = at("31633")
    here.found(NOW)
    keys = here.open(NOW)
    people = [{"name": f"Người Thử {place}", "no_id_reason": "quên ở nhà"} for place in range(6)]
    known = here.bulk([{"procedure": WELFARE, "owner": owner} for owner in people])
    here.steps(
        *({"code": code, "action": "finish"} for code in known[:2]),
        {"code": known[2], "action": "take_over"},
        {"code": known[2], "action": "request_papers", "papers": ["Giấy xác nhận"]},
    )
    today = rooms(here.program).today
    keys.press("F2")
    keys.press("Esc")
    here.wait(lambda: here.program.window.name == "today" and today.table.count == 6)
    for digit, count in (("3", 1), ("4", 3), ("5", 2)):
        keys.press(digit, digit)
        here.wait(lambda count=count: today.table.count == count)
        keys.press("Esc")
    assert QApplication.activeWindow() is here.program.window
