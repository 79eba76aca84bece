"""Papers that were asked for and did not come by their day: listed, and closed by a clerk alone."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.domain.dossier import STOPPED, WANTS_PAPERS
from app.services.reception import receive
from app.services.steps import step, the_one
from app.settings import Settings, write_settings
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
    until(qtbot, home.past.isVisible)
    assert "1 hồ sơ quá hạn bổ sung" in home.past.accessibleName()
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
    until(qtbot, lambda: home.tiles["stands"].number == 2 and not home.past.isVisible())
    program.window.close()
