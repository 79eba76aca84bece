"""Cần xử lý in the whole window: another machine's fact comes down, the clerk decides by keys."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.window import Program
from app.domain import downstream as down
from app.domain import events as e
from app.domain.answers import Resolved
from app.domain.events import Event
from app.services import reception
from app.services.steps import step
from app.ui.exchange.page import ExchangePage
from app.wire.event import decode, encode
from tests.printing.desks import LINE
from tests.province.servers import found_home
from tests.sync.http_ends import far_end, response
from tests.ui.clerk import Clerk, enrolled, rooms, start, unlocked, until

ELSEWHERE = bytes(31) + b"\x11"  # before every own one of its depth


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A desk whose line wants a log-in first; it received a dossier and gave it back."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    page = response(b"<html>", status="511 Network Authentication Required")
    with far_end(lambda _request: page) as end:
        home = found_home(tmp_path / "province")
        made = start(qtbot, enrolled(home, tmp_path, "--server", end.address))
        yield made
        made.window.close()


@pytest.fixture
def keys(program: Program, qtbot: QtBot) -> Clerk:
    keyboard = unlocked(program, qtbot)
    program.work.submit(lambda: contradict(program)).result(20)
    return keyboard


def contradict(program: Program) -> None:
    """The dossier was given back here; another machine has recorded that it was withdrawn."""
    opened = rooms(program).door.now_open()
    receipt = reception.receive(opened.desk, LINE)
    for action in ("finish", "give_back"):
        step(opened.desk, {"code": receipt.code, "action": action})
    (mine,) = opened.journal.with_code(receipt.code)
    connection, now = opened.connection, opened.desk.clock.now()
    rows = connection.execute(
        "SELECT body, hash FROM event WHERE dossier=? ORDER BY id", (mine.id,)
    ).fetchall()
    own = {type(decode(body).fact): bytes(identity) for body, identity in rows}
    withdrawn = Event(now, now.replace(microsecond=0), "phia", None, 1, e.Withdrawn("dân xin rút"))
    group = tuple(sorted(one.hex() for one in (own[e.Finished], own[e.GivenBack], ELSEWHERE)))
    dossier = mine.identity.hex()
    facts = [
        down.DossierChanged(
            dossier, ELSEWHERE.hex(), mine.depth + 1, encode(withdrawn).decode(), "11-0001"
        ),
        down.FactsContradict(dossier, group),
        *(
            down.VerdictGiven(own[kind].hex(), "contradiction", "Hai máy ghi không khớp.")
            for kind in (e.Finished, e.GivenBack)
        ),
    ]
    told = replace(withdrawn, actor="province:11", dossier=None)
    bodies = [encode(replace(told, fact=fact)) for fact in facts]
    chain = opened.chain()
    chain.take_down(chain.cursor().position, bodies)


def one_disputed(program: Program, keys: Clerk, qtbot: QtBot) -> ExchangePage:
    """Gửi tỉnh, with the one matter in its list."""
    keys.press("F11")
    page = rooms(program).exchange.page
    until(qtbot, lambda: page.tiles["disputed"].number == 1)
    keys.press("3", "3")
    until(qtbot, lambda: page.matters.table.count == 1)
    return page


def test_by_keys_alone_the_clerk_sees_both_sides_and_keeps_hers(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    page = one_disputed(program, keys, qtbot)
    view = page.matters.panel.view
    assert view is not None
    numbered = "Có kết quả: số 1, quyển số 1/2026-SCT/BS"
    assert view.mine.lines == ("Trả kết quả: chính chủ", numbered)
    assert view.theirs.lines == ("Công dân rút hồ sơ", "Lý do: dân xin rút")
    opened = rooms(program).door.now_open()
    (card,) = opened.connection.execute("SELECT status FROM dossier").fetchone()
    assert card == 7, "as every holder has it until somebody decides"
    keys.press("1", "1")
    keys.press("Return", "\r")
    until(qtbot, lambda: page.matters.table.count == 0)
    (card,) = opened.connection.execute("SELECT status FROM dossier").fetchone()
    assert card == 10
    (body,) = opened.connection.execute("SELECT body FROM event ORDER BY id DESC").fetchone()
    fact = decode(body).fact
    assert isinstance(fact, Resolved)
    assert fact.aside == (ELSEWHERE.hex(),)
    until(qtbot, lambda: page.tiles["disputed"].number == 0)


def test_what_was_asked_stays_in_sight_and_out_of_the_count(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    keys.press("F11")
    page = rooms(program).exchange.page
    until(qtbot, lambda: page.tiles["disputed"].number == 1)
    status: list[str] = []
    program.run(rooms(program).status, lambda bar: status.append(bar.attention))
    until(qtbot, lambda: status == ["1 việc cần xử lý"])
    keys.press("3", "3")
    until(qtbot, lambda: page.matters.table.count == 1)
    keys.press("3", "3")
    keys.press("Return", "\r")
    until(qtbot, lambda: page.tiles["disputed"].number == 0)
    panel = page.matters.panel
    until(qtbot, lambda: panel.view is not None and panel.view.asked)
    assert page.matters.table.count == 1


def test_enter_opens_the_dossier_with_what_was_recorded_elsewhere(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    one_disputed(program, keys, qtbot)
    keys.press("Return", "\r")
    until(qtbot, lambda: program.window.name == "dossier")
    until(qtbot, lambda: bool(rooms(program).dossier.view.steps))
    notes = [one.note for one in rooms(program).dossier.view.steps]
    assert any("ở máy khác" in note for note in notes)
