"""Another office decides or gives back: chosen at reception by keys, on the slip, on Hồ sơ."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import dossier_view, founding
from app.bootstrap.window import Program
from app.services.steps import the_one
from app.settings import Settings, write_settings
from app.ui.reception.extras_panel import DECIDING, RETURNING
from app.ui.widgets.suggesting import SuggestField
from tests.printing.reading import flat
from tests.ui.clerk import (
    CHEAP,
    PIN,
    Clerk,
    codes,
    rooms,
    saved,
    scan_person,
    start,
    unlocked,
    until,
)

PEASANT = (
    "094061000123||Thạch Thị Mai|01011961|Nữ|Ấp 1, An Thạnh 2, Cù Lao Dung, Sóc Trăng|25052021"
)


def field(program: Program, path: str = DECIDING) -> SuggestField:
    found = rooms(program).reception.line.extras._fields[path]
    assert isinstance(found, SuggestField)
    return found


def test_a_few_letters_name_the_office_that_decides_and_the_slip_says_it(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("5")
    keys.press("Ctrl+H")
    keys.type("\n\n\n")  # past the day agreed upon, the way back, the note
    keys.type("na bu")
    assert field(program).offered == ("Xã Nà Bủng",)
    keys.press("Return", "\r")
    keys.press("F9")
    (dossier,) = saved(program, qtbot, 1)
    assert dossier.deciding_office == "03176"
    folder = Path(program.settings.printer.partition(":")[2])
    until(qtbot, (folder / f"{dossier.code}.pdf").exists)
    paper = flat((folder / f"{dossier.code}.pdf").read_bytes())
    name = "Trung tâm Phục vụ hành chính công xã Nà Bủng"
    assert f"Cơ quan giải quyết hồ sơ: {name}" in paper
    opened = rooms(program).door.now_open()
    shown = dossier_view.view(opened, the_one(opened.journal, dossier.code))
    assert ("Nơi giải quyết", name) in shown.money


def test_who_wants_his_result_elsewhere_has_that_office_on_his_slip(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("5")
    keys.press("Ctrl+H")
    keys.type("\n\n\n\n")  # decided here
    keys.type("na bu")
    assert field(program, RETURNING).offered == ("Xã Nà Bủng",)
    keys.press("Return", "\r")
    keys.press("Esc")
    assert rooms(program).reception.papers.extras.text() == "trả ở Xã Nà Bủng"
    keys.press("F9")
    (dossier,) = saved(program, qtbot, 1)
    assert (dossier.deciding_office, dossier.return_office) == (dossier.office, "03176")
    folder = Path(program.settings.printer.partition(":")[2])
    until(qtbot, (folder / f"{dossier.code}.pdf").exists)
    paper = flat((folder / f"{dossier.code}.pdf").read_bytes())
    name = "Trung tâm Phục vụ hành chính công xã Nà Bủng"
    assert f"Đăng ký nhận kết quả tại: {name}" in paper
    opened = rooms(program).door.now_open()
    shown = dossier_view.view(opened, the_one(opened.journal, dossier.code))
    assert ("Nơi trả kết quả", name) in shown.money


def test_nobody_who_does_not_ask_is_asked(program: Program, keys: Clerk, qtbot: QtBot) -> None:
    scan_person(program, keys, qtbot)
    keys.press("1", "1")
    keys.press("F9")
    assert keys.presses == 2
    (dossier,) = saved(program, qtbot, 1)
    assert dossier.deciding_office == dossier.return_office == dossier.office


def test_a_name_that_there_is_not_is_said_at_its_field_and_nothing_is_saved(
    program: Program, keys: Clerk, qtbot: QtBot
) -> None:
    scan_person(program, keys, qtbot)
    keys.type("5")
    keys.press("Ctrl+H")
    keys.type("\n\n\n")
    keys.type("cu lao dung")  # of another province
    keys.press("F9")
    assert field(program).faulty
    assert codes(program) == []


@pytest.fixture
def islands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A desk at Cù Lao Dung, made of four communes."""
    monkeypatch.setenv("MOTCUA_NOW", "2026-11-20T10:42:00+07:00")
    profile = tmp_path / "desk"
    made = founding.found_standalone(
        str(profile), commune="31633", desk=1, pin=PIN, training=True, cost=CHEAP
    )
    made.opened.close()
    write_settings(profile, Settings(printer=f"folder:{tmp_path / 'paper'}"))
    program = start(qtbot, profile)
    yield program
    program.window.close()


def test_cu_lao_dung_people_of_an_old_commune_are_found_by_its_name(
    islands: Program, qtbot: QtBot
) -> None:
    keys = unlocked(islands, qtbot)
    scan_person(islands, keys, qtbot, PEASANT)
    keys.press("1", "1")
    keys.press("F9")
    (dossier,) = saved(islands, qtbot, 1)
    assert dossier.owner.address == "Ấp 1, An Thạnh 2, Cù Lao Dung, Sóc Trăng"  # as printed
    assert dossier.owner.old_commune == "xã An Thạnh 2"
    keys.press("F3")
    keys.type("an thanh 2")
    until(qtbot, lambda: islands.window.name == "find")
    until(qtbot, lambda: rooms(islands).find.table.current_key == codes(islands)[0])


def test_an_old_name_that_is_typed_tells_the_commune_of_today(
    islands: Program, qtbot: QtBot
) -> None:
    keys = unlocked(islands, qtbot)
    scan_person(islands, keys, qtbot, PEASANT)
    keys.type("5")
    keys.press("Ctrl+H")
    keys.type("\n\n\n")
    keys.type("ke an")
    assert field(islands).offered == ("Xã Kế Sách (trước 1/7/2025: xã Kế An)",)
    keys.press("F2")
    keys.press("F2")
    keys.type("094161000123\nThạch Thị Mai\n010161\n\n")
    keys.type("Ap 5, an thanh n")
    keys.press("Return", "\r")
    owner = rooms(islands).reception.owner.person
    assert owner.address == "Ap 5, Cù Lao Dung (trước 1/7/2025: xã An Thạnh Nam)"
