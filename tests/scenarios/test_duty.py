"""`motcua duty` as processes: a roster, a note from clerk to clerk, the same at the other desk."""

import json
from pathlib import Path

import pytest

from tests.province.servers import found_home
from tests.scenarios.desks import NOW, OK, REFUSED, USAGE, Desk, Line
from tests.scenarios.relays import enrolled, relaying

TAKEN_AT = "2026-11-24T07:05:00+07:00"


def told(desk: Desk, action: str, *lines: Line) -> list[Line]:
    typed = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    done = desk.run("duty", action, "-", typed=typed)
    assert done.status in (OK, REFUSED), done.err
    return done.lines


def test_a_day_has_its_people_and_a_refused_line_keeps_no_other_back(desk: Desk) -> None:
    week = {"first": "2026-11-24", "last": "2026-11-27", "state": "away", "words": "tập huấn"}
    answers = told(desk, "set", {"state": "call"}, {"state": "asleep"}, week)
    assert [answer.get("user") for answer in answers] == ["giamdoc", None, "giamdoc"]
    assert (answers[1]["line"], answers[1]["field"]) == (2, "state")
    today = desk.run("duty", "list", "--json").object
    assert (today["state"], today["set_by"], today["words"]) == ("call", "giamdoc", None)
    later = desk.run("duty", "list", "--day", "26/11", "--json").object
    assert (later["state"], later["last"], later["words"]) == ("away", "2026-11-27", "tập huấn")
    assert "vắng (tập huấn)" in desk.run("duty", "list", "--day", "26/11").out
    assert desk.run("duty", "list", "--day", "30/11", "--json").object["state"] is None


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("take",), USAGE),
        (("list", "nhi"), USAGE),
        (("list", "--day", "30/2"), USAGE),
        (("take", "abcdef012345"), REFUSED),
    ],
)
def test_what_cannot_be_done_is_said(desk: Desk, words: tuple[str, ...], status: int) -> None:
    done = desk.run("duty", *words)
    assert (done.status, done.out) == (status, "")
    assert done.err


def test_a_note_under_a_key_is_left_once_however_often_it_is_sent(desk: Desk) -> None:
    """The answer was lost, the same file is sent again; without a key two notes are two."""
    note = {"key": "toi-20-11", "words": "Bà Mẩy (0012) quay lại chiều nay"}
    assert told(desk, "leave", note) == [{"line": 1, "to": None}]
    again = {"line": 1, "to": None, "again": True}
    assert told(desk, "leave", note | {"words": "khác"}) == [again]
    assert told(desk, "leave", note) == [again]
    (stored,) = desk.run("duty", "notes", "--json").lines
    assert stored["words"] == "Bà Mẩy (0012) quay lại chiều nay"
    assert desk.run("rebuild").status == OK
    assert told(desk, "leave", note) == [again]
    told(desk, "leave", {"words": "chào"}, {"words": "chào"})
    assert len(desk.run("duty", "notes", "--json").lines) == 3


def test_a_note_of_one_desk_waits_at_the_other_and_is_taken_once(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    first, second = enrolled(home, tmp_path, 1), enrolled(home, tmp_path, 2)
    (left,) = told(first, "leave", {"words": "Bà Mẩy (0012) quay lại chiều nay"})
    assert left == {"line": 1, "to": None}
    told(first, "set", {"state": "call", "words": "họp tới 10 giờ"})
    with relaying(first) as relay:
        assert second.run("lan", "--to", relay.at).status == OK
        note = second.run("duty", "notes", "--open", "--json").object
        assert (note["words"], note["at"], note["taken"]) == (
            "Bà Mẩy (0012) quay lại chiều nay", NOW, [],
        )  # fmt: skip
        assert second.run("duty", "list", "--json").object["state"] == "call"
        taken = second.run("duty", "take", note["note"], "--json", now=TAKEN_AT)
        assert taken.object == {"note": note["note"]}
        assert second.run("lan", now=TAKEN_AT).status == OK
    for desk in (first, second):
        (line,) = desk.run("duty", "notes", "--json", now=TAKEN_AT).lines
        assert line["taken"] == [{"at": TAKEN_AT, "actor": "giamdoc"}]
        assert desk.run("duty", "notes", "--open", "--json", now=TAKEN_AT).lines == []
        assert desk.run("duty", "take", note["note"], now=TAKEN_AT).status == REFUSED
        digests = desk.run("rebuild", "--json", now=TAKEN_AT).object
        assert digests["before"] == digests["after"]
