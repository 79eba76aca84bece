"""An office of pass-phrases at the lock page: the phrase once a start, six keys from then on."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.bootstrap import founding, opening, staff
from app.bootstrap.opening import OpenDesk
from app.bootstrap.window import Program
from app.domain.downstream import OfficeChanged
from app.domain.events import Event, Locked
from app.domain.place import PASSPHRASE, PIN
from app.domain.times import VN
from app.services import people
from app.ui.admin.desk import HAS_PIN, OLD_PIN
from app.wire.event import decode, encode
from app.wire.signing import verify
from tests.ui.clerk import CHEAP
from tests.ui.programs import Clerk, start, until

DIRECTOR, NHI = "246810", "135791"
PHRASE, OTHER = "bon con trau qua suoi", "mua rung ve ban toi"


def tell(opened: OpenDesk, unlock: str) -> None:
    """The province's word on the policy, as an exchange takes it in."""
    now = opened.desk.clock.now()
    office = opened.standing.office
    fact = OfficeChanged(
        office.commune, office.name, office.parent, office.place, office.hours, unlock=unlock
    )
    chain = opened.chain()
    chain.take_down(chain.cursor().position, [encode(Event(now, now, "tinh", None, None, fact))])


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk whose director has added Nhi before the policy came."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    folder = tmp_path / "desk"
    opened = founding.found_standalone(
        str(folder), commune="03158", desk=1, pin=DIRECTOR, training=True, cost=CHEAP
    ).opened
    code = staff.add(opened, people.check_user("nhi", "Lò Thị Nhi", "reception", None), CHEAP)
    (tmp_path / "code").write_text(code)
    tell(opened, PASSPHRASE)
    opened.close()
    return folder


@pytest.fixture
def run(qtbot: QtBot, profile: Path) -> Iterator[Callable[[], Program]]:
    """Starts the window anew; the one before is closed."""
    made: list[Program] = []

    def again() -> Program:
        if made:
            made[-1].window.close()
        made.append(start(qtbot, profile))
        return made[-1]

    yield again
    made[-1].window.close()


def key_of(profile: Path) -> tuple[str, bytes]:
    return opening.unlock(str(profile), "giamdoc", DIRECTOR)


def within(program: Program) -> str:
    return program.rooms.door.last_user if program.rooms and program.window.name else ""


def asked(program: Program) -> str:
    """The kind of the form that the lock page shows."""
    return program.lock_page._secrets.kind


def change_over(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    keys.type(DIRECTOR)
    until(qtbot, lambda: asked(program) == "phrase")
    keys.type(f"{PHRASE}\n{PHRASE}\n")
    until(qtbot, lambda: within(program) == "giamdoc")


def test_the_old_pin_asks_for_a_phrase_and_stays_the_short_one(
    run: Callable[[], Program], qtbot: QtBot
) -> None:
    program, keys = run(), Clerk()
    keys.type(DIRECTOR)
    until(qtbot, lambda: asked(program) == "phrase")
    assert program.rooms is None, "nobody is in before there is a phrase"
    form = program.lock_page._secrets.form
    assert QApplication.focusWidget() is form.pin.input
    keys.type("12345678901\n12345678901\n")
    until(qtbot, lambda: "không chỉ gồm chữ số" in form.pin.input.accessibleDescription())
    keys.type(f"{PHRASE}\n{OTHER}\n")
    until(qtbot, lambda: "cụm mật khẩu không giống" in form.again.input.accessibleDescription())
    keys.type(f"{PHRASE}\n{PHRASE}\n")
    until(qtbot, lambda: within(program) == "giamdoc")
    keys.presses = 0
    keys.press("F12")
    keys.type(DIRECTOR)
    until(qtbot, lambda: within(program) == "giamdoc")
    assert keys.presses == 7
    program = run()
    assert QApplication.focusWidget() is program.lock_page.secret, "a start asks for the phrase"
    keys.type(f"{DIRECTOR}\n")
    until(qtbot, lambda: "Còn 4 lần" in program.lock_page._below.text())
    keys.type(f"{PHRASE}\n")
    until(qtbot, lambda: within(program) == "giamdoc")
    keys.press("F12")
    keys.type("999999")
    until(qtbot, lambda: "Còn 4 lần" in program.lock_page._below.text())
    assert program.window.name == ""
    keys.type(DIRECTOR)
    until(qtbot, lambda: within(program) == "giamdoc")


def test_a_new_clerk_sets_a_phrase_by_her_code_and_chooses_a_short_pin(
    run: Callable[[], Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program, keys = run(), Clerk()
    change_over(program, keys, qtbot)
    keys.press("F12")
    keys.press("Down")
    form = program.lock_page._secrets.form
    keys.type(f"{(tmp_path / 'code').read_text()}\n{NHI}\n{NHI}\n")
    until(qtbot, lambda: "không chỉ gồm chữ số" in form.pin.input.accessibleDescription())
    keys.type(f"{OTHER}\n{OTHER}\n")
    until(qtbot, lambda: asked(program) == "short")
    assert program.window.name == ""
    keys.type(f"{OTHER}\n{OTHER}\n")
    short = program.lock_page._secrets.form
    until(qtbot, lambda: "phải có 6 đến 12 chữ số" in short.pin.input.accessibleDescription())
    keys.type(f"{NHI}\n{NHI}\n")
    until(qtbot, lambda: within(program) == "nhi")
    for user, pin in (("giamdoc", DIRECTOR), ("nhi", NHI)):
        keys.presses = 0
        keys.press("F12")
        keys.type(pin)
        until(qtbot, lambda user=user: within(program) == user)  # type: ignore[misc]
        assert keys.presses == 7


def test_a_short_pin_may_wait_and_leaving_the_form_lets_nobody_in(
    run: Callable[[], Program], qtbot: QtBot, profile: Path
) -> None:
    now = datetime(2026, 11, 20, 10, 42, tzinfo=VN)
    staff.change(str(profile), "giamdoc", DIRECTOR, PHRASE, now, CHEAP)
    staff.change(str(profile), "giamdoc", PHRASE, OTHER, now, CHEAP)  # the short PIN goes with it
    program, keys = run(), Clerk()
    keys.type(f"{OTHER}\n")
    until(qtbot, lambda: asked(program) == "short")
    keys.press("Esc")
    assert asked(program) == ""
    keys.press("F2")
    assert (asked(program), program.window.name) == ("", "")
    program.lock_page.take_focus()
    keys.type(f"{OTHER}\n")
    until(qtbot, lambda: asked(program) == "short")
    keys.press("F2")
    until(qtbot, lambda: within(program) == "giamdoc")
    keys.press("F12")
    assert QApplication.focusWidget() is program.lock_page.secret


def test_sessions_under_the_short_pin_are_signed_by_the_clerks_own_key(
    run: Callable[[], Program], qtbot: QtBot
) -> None:
    program, keys = run(), Clerk()
    change_over(program, keys, qtbot)
    keys.press("F12")
    keys.type(DIRECTOR)
    until(qtbot, lambda: within(program) == "giamdoc")
    assert program.rooms is not None
    door = program.rooms.door
    opened = door.now_open()
    opening.confirm_clock(opened)
    keys.press("F12")
    until(qtbot, lambda: isinstance(newest(opened), Locked))
    locked = newest(opened)
    assert isinstance(locked, Locked)
    (director,) = [one for one in opened.journal.users() if one.id == "giamdoc"]
    verify(bytes.fromhex(director.public_key or ""), bytes.fromhex(locked.signature),
           bytes.fromhex(locked.head))  # fmt: skip


def test_the_director_sees_who_still_has_a_pin_here(
    run: Callable[[], Program], qtbot: QtBot, profile: Path, tmp_path: Path
) -> None:
    opened = opening.open_with_key(str(profile), *key_of(profile))
    tell(opened, PIN)
    now = datetime(2026, 11, 20, 10, 42, tzinfo=VN)
    staff.set_pin(str(profile), "nhi", (tmp_path / "code").read_text(), NHI, now, CHEAP)
    tell(opened, PASSPHRASE)
    opened.close()
    program, keys = run(), Clerk()
    change_over(program, keys, qtbot)
    assert program.rooms is not None
    shown = {one.user: one.key for one in program.rooms.admin.bridge.people().people}
    assert shown == {"giamdoc": HAS_PIN, "nhi": OLD_PIN}


def test_a_policy_that_comes_down_in_a_run_counts_from_the_next_unlock(
    run: Callable[[], Program], qtbot: QtBot, profile: Path
) -> None:
    opened = opening.open_with_key(str(profile), *key_of(profile))
    tell(opened, PIN)
    opened.close()
    program, keys = run(), Clerk()
    keys.type(DIRECTOR)
    until(qtbot, lambda: within(program) == "giamdoc")
    assert program.rooms is not None
    tell(program.rooms.door.now_open(), PASSPHRASE)
    keys.press("F12")
    change_over(program, keys, qtbot)
    keys.press("F12")
    keys.type(DIRECTOR)
    until(qtbot, lambda: within(program) == "giamdoc")


def test_a_policy_taken_back_forces_nothing(run: Callable[[], Program], qtbot: QtBot) -> None:
    program, keys = run(), Clerk()
    change_over(program, keys, qtbot)
    assert program.rooms is not None
    tell(program.rooms.door.now_open(), PIN)
    program = run()
    keys.type(f"{PHRASE}\n")
    until(qtbot, lambda: within(program) == "giamdoc")
    keys.press("F12")
    keys.type(DIRECTOR)
    until(qtbot, lambda: within(program) == "giamdoc")


def newest(opened: OpenDesk) -> object:
    (body,) = opened.connection.execute(
        "SELECT body FROM event ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return decode(body).fact
