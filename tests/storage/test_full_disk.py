"""The machine's disk is full: refusing, importing, signing, counting forms say so, lose nothing.

So do words from clerk to clerk, days of duty and what is put right.
"""

import json
import shutil
from pathlib import Path

import pytest

from app.bootstrap.opening import unlock
from app.bootstrap.restoring import works
from app.domain.errors import Trouble
from app.storage.problems import FULL, NO_ROOM
from app.storage.profile import paths_in
from tests.scenarios.conftest import founded  # noqa: F401 - fixture
from tests.scenarios.desks import OK, PIN, REFUSED, TROUBLE, Desk, Line, copies
from tests.scenarios.lists import row, write_csv
from tests.scenarios.test_duty import told
from tests.scenarios.test_import import AT
from tests.scenarios.test_refusals import refusal
from tests.storage.test_broken_off import fill

MANY = 60
NUMBER = "TC-03158-1-261120-{:04}"


def written(folder: Path, lines: list[Line], name: str = "given") -> str:
    file = folder / name
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return str(file)


@pytest.fixture
def small(small_disk: Path, founded: Desk) -> Desk:  # noqa: F811 - the fixture
    """A desk whose profile lies on a megabyte."""
    return Desk(Path(shutil.copytree(founded.profile, small_disk / "profile")))


def fill_up(desk: Desk, free_kib: int = 40) -> Path:
    """What takes all the room but so much: 32 KiB are for opening, the rest is for writing."""
    filler = desk.profile.parent / "filler"
    fill(filler, desk.profile.parent, free_kib)
    return filler


def test_what_was_answered_stands_and_the_rest_goes_in_when_there_is_room(
    small: Desk, tmp_path: Path
) -> None:
    codes = small.receive(*(copies() for _ in range(3)))
    refusals = written(tmp_path, [refusal() for _ in range(MANY)])
    filler = fill_up(small)
    done = small.run("refuse", refusals)
    assert done.status == TROUBLE
    assert "đầy" in done.err
    answered = [line["number"] for line in done.lines]
    assert answered == [NUMBER.format(place) for place in range(1, len(answered) + 1)]
    assert len(answered) < MANY
    signing = written(tmp_path, [{"code": code, "action": "finish"} for code in codes])
    assert small.run("step", signing).status == TROUBLE
    filler.unlink()
    assert set(small.run("check", "--json").object.values()) == {"ok"}
    numbered = [small.show(code)["status"] for code in codes]
    assert numbered == [2, 2, 2]
    (later,) = small.feed("refuse", refusal())
    assert int(later["number"][-4:]) in (len(answered) + 1, len(answered) + 2)
    assert small.run("step", signing).status == OK
    assert [small.show(code)["status"] for code in codes] == [9, 9, 9]


def test_a_list_that_met_a_full_disk_comes_in_whole_the_next_time(
    small: Desk, tmp_path: Path
) -> None:
    file = write_csv(tmp_path / "ds.csv", [row(number, AT, "2.000815") for number in range(MANY)])
    filler = fill_up(small)
    full = small.run("import", str(file))
    assert full.status == TROUBLE
    assert "đầy" in full.err
    filler.unlink()
    answered = {line["code"] for line in full.lines}
    done = small.run("import", str(file))
    assert done.status == OK, done.err
    results = {line["code"]: line["result"] for line in done.lines}
    assert len(results) == MANY
    assert all(results[code] == "same" for code in answered)
    assert set(small.run("check", "--json").object.values()) == {"ok"}
    assert small.run("find", "H18.40-261110-0001", "--json").status in (OK, REFUSED)


def test_forms_that_were_answered_are_in_the_register_and_the_rest_goes_in_later(
    small: Desk, tmp_path: Path
) -> None:
    line = {"form": "PH-KS", "quantity": 1, "note": "x" * 400}
    came = written(tmp_path, [line] * MANY * 4)
    filler = fill_up(small)
    full = small.run("formstock", "receive", came)
    assert full.status == TROUBLE
    assert "đầy" in full.err
    filler.unlink()
    (held,) = small.run("formstock", "list", "--json").lines or [{"left": 0}]
    assert held["left"] in (len(full.lines), len(full.lines) + 1)
    assert set(small.run("check", "--json").object.values()) == {"ok"}
    assert small.run("formstock", "receive", written(tmp_path, [line])).status == OK


def test_notes_that_were_answered_are_there_whole_and_the_rest_is_left_later(
    small: Desk, tmp_path: Path
) -> None:
    words = [f"{number} {'x' * 590}" for number in range(MANY)]
    file = written(tmp_path, [{"words": one} for one in words])
    filler = fill_up(small)
    full = small.run("duty", "leave", file)
    assert (full.status, full.err) == (TROUBLE, FULL + "\n")
    filler.unlink()
    held = {note["words"] for note in small.run("duty", "notes", "--json").lines}
    assert len(full.lines) <= len(held) <= len(full.lines) + 1
    assert held == set(words[: len(held)])
    assert small.run("duty", "leave", file).status == OK
    assert len(small.run("duty", "notes", "--json").lines) == len(held) + MANY
    assert set(small.run("check", "--json").object.values()) == {"ok"}


@pytest.mark.parametrize(("free_kib", "said"), [(36, FULL), (0, NO_ROOM)])
def test_a_note_a_day_a_taking_and_an_agreed_day_are_refused_whole_and_go_in_later(
    small: Desk, tmp_path: Path, free_kib: int, said: str
) -> None:
    (code,) = small.receive(copies(appointment="2026-11-24"))
    told(small, "leave", {"words": "trước"})
    before = small.run("duty", "notes", "--json").object
    fix = {"code": code, "action": "correct", "reason": "hẹn lại"}
    fix |= {"field": "appointment", "value": "2026-11-26"}
    commands = (
        ("duty", "leave", written(tmp_path, [{"words": "sau"}], "note")),
        ("duty", "set", written(tmp_path, [{"state": "away"}], "day")),
        ("duty", "take", before["note"]),
        ("step", written(tmp_path, [fix], "fix")),
    )
    filler = fill_up(small, free_kib)
    for words in commands:
        full = small.run(*words)
        assert (full.status, full.out, full.err) == (TROUBLE, "", said + "\n")
    filler.unlink()
    assert small.run("duty", "notes", "--json").lines == [before]
    assert small.run("duty", "list", "--json").object["state"] is None
    assert small.show(code)["appointment"] == "2026-11-24"
    for words in commands:
        assert small.run(*words).status == OK
    notes = small.run("duty", "notes", "--json").lines
    assert {note["words"]: len(note["taken"]) for note in notes} == {"trước": 1, "sau": 0}
    assert small.run("duty", "list", "--json").object["state"] == "away"
    assert small.show(code)["appointment"] == "2026-11-26"
    assert set(small.run("check", "--json").object.values()) == {"ok"}


def test_a_disk_full_to_the_brim_is_called_full_and_its_file_is_not_called_broken(
    small: Desk,
) -> None:
    (code,) = small.receive(copies())
    paths = paths_in(small.profile)
    _, key = unlock(str(small.profile), None, PIN)
    filler = fill_up(small, 0)
    full = small.run("show", code)
    assert (full.status, full.err) == (TROUBLE, NO_ROOM + "\n")
    with pytest.raises(Trouble, match="đã đầy"):  # else a copy could be laid over a good desk
        works(paths, key)
    filler.unlink()
    assert works(paths, key)
    assert small.show(code)["code"] == code
