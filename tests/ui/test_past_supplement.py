"""Papers that were asked for and did not come by their day: listed, and closed by a clerk alone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.bootstrap.window import Program
from app.domain.dossier import STOPPED, WANTS_PAPERS
from app.services.reception import receive
from app.services.steps import step, the_one
from app.settings import Settings, write_settings
from app.ui.today.desk import PAST as PAST_LIST
from app.ui.today.desk import TECHNICAL
from tests.printing.reading import flat
from tests.ui.clerk import CHEAP, PIN, Clerk, rooms, start, until

ASKED, PAST = "2026-11-20T08:00:00+07:00", "2026-11-25T08:00:00+07:00"


def found(profile: Path) -> list[str]:
    """Three dossiers that wait for papers: one past its day, one in time, one without a day."""
    desk = founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    ).opened
    codes = []
    for name, until_day in (("Lò A", "2026-11-24"), ("Lò B", "2026-11-25"), ("Lò C", None)):
        owner = {"name": name, "no_id_reason": "mất"}
        code = receive(desk.desk, {"procedure": "1.001776", "owner": owner}).code
        ask = {"code": code, "action": "request_papers", "papers": ["Đơn"], "until": until_day}
        step(desk.desk, ask)
        codes.append(code)
    desk.close()
    return codes


def test_one_key_lists_what_is_past_its_day_and_only_a_clerk_closes_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", ASKED)
    profile = tmp_path / "desk"
    late, *_others = found(profile)
    write_settings(profile, Settings(printer=f"folder:{tmp_path / 'paper'}"))
    monkeypatch.setenv("MOTCUA_NOW", PAST)
    program = start(qtbot, profile)
    keys = Clerk()
    keys.type(PIN)
    until(qtbot, lambda: program.window.name == "today")
    home = rooms(program).today
    until(qtbot, home.lines[PAST_LIST].isVisible)
    assert "1 hồ sơ quá hạn bổ sung" in home.lines[PAST_LIST].accessibleName()
    keys.press("7", "7")
    until(qtbot, lambda: home.table.count == 1)
    keys.press("Ctrl+P")
    paper = tmp_path / "paper" / "Danh sách - Quá hạn bổ sung.pdf"
    until(qtbot, paper.exists)
    until(qtbot, lambda: rooms(program).printing.idle)
    assert "Lò A" in flat(paper.read_bytes())
    assert "Lò B" not in flat(paper.read_bytes())
    keys.press("Return", "\r")
    dossier = rooms(program).dossier
    until(qtbot, lambda: dossier.view.code == late)
    left = "còn 10 ngày làm việc; bổ sung đến hết ngày 24/11/2026"
    assert dossier.view.steps[-1].note == f"Thời hạn đang tạm dừng, {left}"
    journal = rooms(program).door.now_open().journal
    assert the_one(journal, late).dossier.status == WANTS_PAPERS  # nothing closed it
    dossier.ask("stop")
    keys.type("qua han bo sung")
    keys.press("F9")
    until(qtbot, lambda: the_one(journal, late).dossier.state == STOPPED)
    program.window.go("today")
    until(qtbot, lambda: home.tiles["stands"].number == 2 and not home.lines[PAST_LIST].isVisible())
    program.window.close()


def test_what_waits_for_something_technical_is_a_list_with_reason_and_day(
    program: Program, keys: Clerk, qtbot: QtBot, tmp_path: Path
) -> None:
    home = rooms(program).today
    keys.press("8", "8")  # nothing waits: the list says so
    until(qtbot, lambda: "Chờ điều kiện kỹ thuật" in home.sheet._empty.accessibleName())
    keys.press("F9")
    assert program.messages.done is not None
    assert program.messages.done.head.startswith("Danh sách đang trống")
    keys.press("Esc")
    desk = rooms(program).door.now_open().desk
    owner = {"name": "Lò A", "no_id_reason": "mất"}
    code = program.work.submit(
        receive, desk, {"procedure": "1.001776", "owner": owner}
    ).result(20).code  # fmt: skip
    for action, reason in (("take_over", None), ("wait_technical", "chưa có phôi giấy")):
        line = {"code": code, "action": action, "reason": reason}
        program.work.submit(step, desk, line).result(20)
    home.refresh()
    until(qtbot, home.lines[TECHNICAL].isVisible)
    assert "1 hồ sơ chờ điều kiện kỹ thuật" in home.lines[TECHNICAL].accessibleName()
    keys.press("8", "8")
    until(qtbot, lambda: home.table.count == 1 and home.table.current_key == code)
    said = "Từ 20/11: chưa có phôi giấy."
    until(qtbot, lambda: str(home.table.cells(code)[2]).startswith(said))
    keys.press("Ctrl+P")
    paper = tmp_path / "paper" / "Danh sách - Chờ điều kiện kỹ thuật.pdf"
    until(qtbot, paper.exists)
    until(qtbot, lambda: rooms(program).printing.idle)
    assert "chưa có phôi giấy" in flat(paper.read_bytes())
