"""The machine's disk is full: refusing, importing, signing, counting forms say so, lose nothing."""

import json
from pathlib import Path

import pytest

from tests.scenarios.desks import OK, REFUSED, TROUBLE, Desk, Line, copies
from tests.scenarios.lists import row, write_csv
from tests.scenarios.test_import import AT
from tests.scenarios.test_refusals import refusal
from tests.storage.test_broken_off import fill

FILE, MANY = "given", 60
NUMBER = "TC-03158-1-261120-{:04}"


def written(folder: Path, lines: list[Line]) -> str:
    file = folder / FILE
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return str(file)


@pytest.fixture
def small(small_disk: Path) -> Desk:
    """A desk whose profile lies on a megabyte."""
    desk = Desk(small_disk / "profile")
    assert desk.run("init", "--standalone", "--commune", "03158", "--training").status == OK
    return desk


def fill_up(desk: Desk) -> Path:
    """What takes all the room that is left."""
    filler = desk.profile.parent / "filler"
    fill(filler, desk.profile.parent, 40)
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
