"""Nà Bủng's month: 120 certifications received and signed by keys alone, and the register read."""

import json
from pathlib import Path

import openpyxl
import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import founding
from app.bootstrap.window import Program
from app.settings import Settings, write_settings
from tests.printing.reading import read
from tests.scenarios.desks import OK, Desk
from tests.ui.clerk import CHEAP, PIN, Clerk, codes, rooms, start, until

WEEKS = ("2026-11-06", "2026-11-13", "2026-11-20", "2026-11-27")  # Fridays: what the week brought
A_WEEK = 30
SPARING = ("1", "12", "1gks\n3", "12+1")  # what is typed of a dossier, one after another
ORIGINALS = (1, 1, 1, 2)
MOST_KEYS = 12  # a dossier with the slowest of them, F9 with it


def serve(program: Program, keys: Clerk, qtbot: QtBot, before: int) -> None:
    """A week's visitors, each with a card, some keys and F9; then all of it is signed."""
    page = rooms(program).reception
    for place in range(A_WEEK):
        number = f"0110{before + place:03d}00007"
        keys.scan(f"{number}||Thào A {place}|01011990|Nam|Bản Nà Bủng, Nà Bủng|12052021")
        until(qtbot, lambda number=number: page.owner.person.id == number)  # type: ignore[misc]
        keys.presses = 0
        keys.type(SPARING[place % len(SPARING)])
        keys.press("F9")
        assert keys.presses <= MOST_KEYS
    until(qtbot, lambda: len(codes(program)) == before + A_WEEK)
    keys.presses = 0
    keys.press("Shift+F4")
    signing = rooms(program).signing.page
    until(qtbot, lambda: signing.table.count == A_WEEK)
    keys.press("Ctrl+A")
    keys.press("F9")
    until(qtbot, lambda: signing.given.count == originals_of(A_WEEK))
    assert keys.presses == 3


def come_in(program: Program, qtbot: QtBot) -> Clerk:
    """PIN; after a week away the desk asks once what day it is."""
    keys = Clerk()
    keys.type(PIN)
    until(qtbot, lambda: program.window.name in ("today", "clock"))
    if program.window.name == "clock":
        keys.press("Return", "\r")
    until(qtbot, lambda: program.window.name == "today")
    return keys


def originals_of(dossiers: int) -> int:
    return sum(ORIGINALS[place % len(ORIGINALS)] for place in range(dossiers))


def test_a_month_of_na_bung_by_keys_alone_and_its_register_has_no_gap(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_NOW", f"{WEEKS[0]}T07:30:00+07:00")
    profile = tmp_path / "desk"
    founding.found_standalone(
        str(profile), commune="03158", desk=1, pin=PIN, training=True, cost=CHEAP
    ).opened.close()
    write_settings(profile, Settings(printer=f"folder:{tmp_path / 'paper'}"))
    for week, day in enumerate(WEEKS):
        monkeypatch.setenv("MOTCUA_NOW", f"{day}T07:30:00+07:00")
        program = start(qtbot, profile)
        serve(program, come_in(program, qtbot), qtbot, week * A_WEEK)
        program.window.close()
    check_files(Desk(profile), tmp_path, len(WEEKS) * originals_of(A_WEEK))


def check_files(desk: Desk, folder: Path, many: int) -> None:
    """The register of the month as JSON, xlsx and PDF: every number once, in its place."""
    files = {ending: folder / f"so.{ending}" for ending in ("json", "xlsx", "pdf")}
    for file in files.values():
        month = ("--from", "2026-11-01", "--to", "2026-11-30", "--out", str(file))
        done = desk.run("register", "certification", *month, now="2026-11-30T16:00:00+07:00")
        assert done.status == OK, done.err
    rows = json.loads(files["json"].read_text("utf-8"))["rows"]
    assert [row["running"] for row in rows] == list(range(1, many + 1))
    assert len({row["code"] for row in rows}) == len(WEEKS) * A_WEEK == 120
    assert {row["signed_on"] for row in rows} == set(WEEKS)
    assert {row["signer"] for row in rows} == {"Giám đốc Trung tâm"}
    assert sum(row["paper"] == "Giấy khai sinh" for row in rows) >= len(WEEKS) * (A_WEEK // 4)
    sheet = openpyxl.load_workbook(files["xlsx"]).worksheets[0]
    labels = [row[1] for row in sheet.iter_rows(values_only=True)]
    wanted = [f"{number}-SCT/BS" for number in range(1, many + 1)]
    assert [label for label in labels if str(label).endswith("-SCT/BS")] == wanted
    pages = read(files["pdf"].read_bytes())
    text = "\n".join(page.text for page in pages)
    assert all(label in text for label in wanted)
    assert all("Số chứng thực" in page.text for page in pages[:-1])
