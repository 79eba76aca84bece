"""An office that opens by pass-phrases: the policy comes down, and no command takes a PIN then."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.province.servers import Home, found_home
from tests.province.test_publishing import POLICY
from tests.scenarios.desks import OK, PIN, TROUBLE, Desk, copies

PHRASE, OTHER = "bốn con trâu qua suối", "mưa rừng đầu mùa về bản"


@dataclass(frozen=True)
class Place:
    """A province, and where the files between it and a desk lie."""

    home: Home
    folder: Path

    def publish(self, offices: str) -> None:
        folder = self.folder / "tables"
        folder.mkdir(exist_ok=True)
        (folder / "offices.csv").write_text(offices, "utf-8")
        self.home.json("catalogue", "publish", str(folder))

    def words(self, number: int, *more: str) -> tuple[str, ...]:
        """What enrols a new desk of Sín Thầu."""
        file, code = self.folder / f"{number}.motcua", self.folder / f"{number}.code"
        self.home.json(
            "enrol", "--commune", "03158", "--desk", str(number), "--out", str(file),
            "--code-out", str(code), *more,
        )  # fmt: skip
        return ("enrol", str(file), "--code-file", str(code))

    def file(self, text: str) -> str:
        path = self.folder / "said"
        path.write_text(text, "utf-8")
        return str(path)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(found_home(tmp_path / "province"), tmp_path)


def test_a_policy_that_comes_down_asks_every_pin_for_a_phrase(place: Place) -> None:
    desk = Desk(place.folder / "desk")
    with place.home.serving() as server:
        words = place.words(1, "--server", f"http://127.0.0.1:{server.port}")
        assert desk.run(*words).status == OK
        (code,) = desk.receive(copies())
        place.publish(POLICY)
        assert desk.run("exchange").status == OK
        refused = desk.run("show", code)
        assert (refused.status, refused.out) == (TROUBLE, "")
        assert "cụm mật khẩu" in refused.err
        assert "motcua user pin giamdoc --new-file F" in refused.err
        for bad in ("135790", "12345678901", "1234 5678 90", "ngắn"):
            change = desk.run("user", "pin", "giamdoc", "--new-file", place.file(bad))
            assert change.status == TROUBLE, bad
        changed = desk.run("user", "pin", "giamdoc", "--new-file", place.file(PHRASE))
        assert changed.status == OK, changed.err
        assert "Sai" in desk.run("show", code).err, "the PIN opens nothing at a start any more"
        assert desk.run("show", code, pin=PHRASE).object["code"] == code
        place.publish(POLICY.replace("passphrase", "pin"))
        assert desk.run("exchange", pin=PHRASE).status == OK
    assert desk.run("show", code, pin=PHRASE).status == OK, "nothing is forced back"
    back = desk.run("user", "pin", "giamdoc", "--new-file", place.file(PIN), pin=PHRASE)
    assert back.status == OK, back.err
    assert desk.run("show", code).status == OK


def test_new_desks_and_new_clerks_of_such_an_office_begin_with_a_phrase(place: Place) -> None:
    place.publish(POLICY)
    desk = Desk(place.folder / "desk")
    words = place.words(1)
    refused = desk.run(*words)
    assert (refused.status, refused.out) == (TROUBLE, "")
    assert "Cơ quan yêu cầu cụm mật khẩu" in refused.err
    assert desk.run(*words, pin=PHRASE).status == OK
    assert desk.run("status", pin=PHRASE).status == OK
    new = ("user", "add", "nhi", "--name", "Lò Thị Nhi", "--roles", "reception", "--json")
    code = place.file(desk.run(*new, pin=PHRASE).object["one_time_code"])
    by_code = ("user", "pin", "nhi", "--code-file", code)
    assert desk.run(*by_code, pin="135790").status == TROUBLE
    assert desk.run(*by_code, pin=OTHER).status == OK, "the code waited for a phrase"
    assert desk.run("status", pin=OTHER, MOTCUA_USER="nhi").status == OK


def test_one_changes_ones_own_pin_by_the_one_in_use(desk: Desk, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.write_text("135790\n", "utf-8")
    change = ("user", "pin", "giamdoc", "--new-file", str(new))
    assert "Còn 4 lần" in desk.run(*change, pin="111111").err
    assert desk.run(*change).status == OK
    assert desk.run("status").status == TROUBLE
    assert desk.run("status", pin="135790").status == OK
