"""Desks and a province, all of it by real commands: one machine a desk, and joining later."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.province.servers import Home, Process, found_home
from tests.scenarios.desks import OK, REFUSED, TROUBLE, Desk, copies

FIRST, SECOND = "MC-03158-1-261120-0001", "MC-03158-1-261120-0002"
AFTER = "MC-03158-1b-261120-0001"  # of a machine that got another one's desk


@dataclass(frozen=True)
class Files:
    """The province's file for a machine without a request, and the code that goes another way."""

    file: Path
    code: Path

    def words(self) -> tuple[str, ...]:
        return ("enrol", str(self.file), "--code-file", str(self.code))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


def order(folder: Path, server: Process) -> tuple[tuple[str, ...], Files]:
    """The words that ask the province for desk 1 of Sín Thầu, and where the files will lie."""
    folder.mkdir()
    files = Files(folder / "a.motcua", folder / "code")
    words = (
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(files.file),
        "--code-out", str(files.code), "--server", f"http://127.0.0.1:{server.port}",
    )  # fmt: skip
    return words, files


def test_a_desk_gets_no_second_file_before_its_first_contact(home: Home, tmp_path: Path) -> None:
    with home.serving() as server:
        words, files = order(tmp_path / "first", server)
        home.json(*words)
        again, second = order(tmp_path / "second", server)
        refused = home.run(*again)
        assert (refused.returncode, refused.stdout) == (REFUSED, "")
        assert "in trùng số phiếu" in refused.stderr
        assert "revoke 11-0001" in refused.stderr
        assert not second.file.exists()
        desk = Desk(tmp_path / "desk")
        assert desk.run(*files.words()).status == OK
        assert desk.receive(copies()) == [FIRST]
        assert desk.run("exchange").status == OK
    assert [row["code"] for row in home.export()] == [FIRST]


def test_a_replaced_machine_that_turns_up_is_told_and_loses_nothing(
    home: Home, tmp_path: Path
) -> None:
    old, new = Desk(tmp_path / "old"), Desk(tmp_path / "new")
    with home.serving() as server:
        words, files = order(tmp_path / "first", server)
        home.json(*words)
        home.json("revoke", "11-0001")
        words, second = order(tmp_path / "second", server)
        assert home.json(*words)["device"] == "11-0002"
        for desk, its, number in ((old, files, FIRST), (new, second, AFTER)):
            assert desk.run(*its.words()).status == OK
            assert desk.receive(copies()) == [number]
        assert new.run("exchange").status == OK
        told = old.run("exchange", "--json")
    assert (told.status, told.object["state"]) == (TROUBLE, "refused")
    assert "đã bị tỉnh thu hồi" in told.object["message"]
    assert old.show(FIRST)["code"] == FIRST
    assert old.status()["unsent_dossiers"] == 1
    rows = home.export()
    assert [(row["code"], row["device"]) for row in rows] == [(AFTER, "11-0002")]


def test_dossiers_of_a_desk_that_stood_alone_arrive_once_under_their_numbers(
    home: Home, desk: Desk, tmp_path: Path
) -> None:
    before = desk.receive(copies(), copies(pages=2))
    assert before == [FIRST, SECOND]
    slip = tmp_path / "before.pdf"
    assert desk.run("print", "slip", FIRST, "--out", str(slip)).status == OK
    finish = {"code": SECOND, "action": "note", "reason": "khách hẹn chiều"}
    assert "status" in desk.feed("step", finish)[0]
    shown = {code: desk.show(code) for code in before}
    alone = desk.run("exchange", "--json")
    assert (alone.status, alone.object["state"]) == (TROUBLE, "refused")
    with home.serving() as server:
        words, files = order(tmp_path / "file", server)
        home.json(*words)
        assert desk.run(*files.words()).status == OK
        assert {code: desk.show(code) for code in before} == shown
        (third,) = desk.receive(copies(pages=3))
        first = desk.run("exchange", "--json")
        assert (first.status, first.object["state"]) == (OK, "complete")
        again = desk.run("exchange", "--json")
        assert (again.status, again.object["sent_events"]) == (OK, 0)
    status = desk.status()
    assert (status["dossiers"], status["unsent_dossiers"], status["unsent_events"]) == (3, 0, 0)
    assert first.object["stored"] == status["events"]
    assert third == "MC-03158-1-261120-0003"
    rows = {row["code"]: row for row in home.export()}
    assert sorted(rows) == [FIRST, SECOND, third]
    for code, row in rows.items():
        mine = desk.show(code)
        same = ("procedure", "received_at", "due_at", "status", "fee_dong")
        assert [row[name] for name in same] == [mine[name] for name in same]
        assert (row["device"], row["void"]) == ("11-0001", False)
    assert rows[SECOND]["events"] == len(shown[SECOND]["history"])
    assert desk.run("check").status == OK
