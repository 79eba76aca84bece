"""Wrong PINs at the real store; a program that is started anew still waits."""

from pathlib import Path

import pytest

from app.bootstrap.opening import open_desk
from app.bootstrap.place import profile_paths
from app.domain.errors import Trouble
from app.storage import key_book
from tests.scenarios.desks import OK, PIN, TROUBLE, Desk

WRONG, OWN, NEW = "246811", "135790", "975310"


def let_the_wait_pass(desk: Desk) -> None:
    """The store reads the machine's clock, which no variable sets: so its hour is brought here."""
    with key_book.changing(profile_paths(str(desk.profile))) as book:
        for wrap in book["wraps"].values():
            wrap["wait_until"] = 0


def five_wrong(desk: Desk, who: str | None = None) -> str:
    """What the fifth wrong PIN is answered."""
    for left in (4, 3, 2, 1):
        with pytest.raises(Trouble, match=f"Còn {left} lần"):
            open_desk(str(desk.profile), who, WRONG)
    with pytest.raises(Trouble) as fifth:
        open_desk(str(desk.profile), who, WRONG)
    return fifth.value.message


def test_the_wait_grows_from_start_to_start_and_the_right_pin_after_it_ends_that(
    desk: Desk,
) -> None:
    for minutes in (1, 2, 4):
        assert f"Đợi {minutes} phút" in five_wrong(desk)
        shut = desk.run("status")
        assert (shut.status, "Sai 5 lần. Đợi" in shut.err) == (TROUBLE, True), shut.err
        let_the_wait_pass(desk)
    assert desk.run("status").status == OK
    assert "Đợi 1 phút" in five_wrong(desk)


def test_a_code_of_the_director_opens_at_once_and_the_count_begins_anew(
    desk: Desk, tmp_path: Path
) -> None:
    code, who = tmp_path / "code", {"MOTCUA_USER": "nhi"}

    def set_by(one_time_code: str, pin: str) -> None:
        code.write_text(one_time_code, "utf-8")
        done = desk.run("user", "pin", "nhi", "--code-file", str(code), pin=pin)
        assert done.status == OK, done.err

    new = ("user", "add", "nhi", "--name", "Lò Thị Nhi", "--roles", "reception", "--json")
    set_by(desk.run(*new).object["one_time_code"], OWN)
    assert "Đợi 1 phút" in five_wrong(desk, "nhi")
    let_the_wait_pass(desk)
    assert "Đợi 2 phút" in five_wrong(desk, "nhi")
    assert desk.run("status", pin=OWN, **who).status == TROUBLE
    assert desk.run("status", pin=PIN).status == OK  # each clerk waits for himself

    set_by(desk.run("user", "code", "nhi", "--json").object["one_time_code"], NEW)
    assert desk.run("status", pin=NEW, **who).status == OK
    assert "Đợi 1 phút" in five_wrong(desk, "nhi")
