"""A disk copied into a second PC, or put back a week: both work on, both come to the province."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.province.servers import Home, Process, found_home
from tests.scenarios.desks import NOW, OK, Desk, copies, owned

FIRST, LATER = "MC-03158-1-261120-", "MC-03158-1b-261120-"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The province's day is the desks'."""
    monkeypatch.setenv("MOTCUA_NOW", NOW)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def server(home: Home) -> Iterator[Process]:
    with home.serving() as running:
        yield running


@pytest.fixture
def desk(home: Home, server: Process, tmp_path: Path) -> Desk:
    """An enrolled desk with one dossier, sent."""
    desk = enrolled(home, server, tmp_path / "desk")
    assert desk.receive(copies()) == [f"{FIRST}0001"]
    assert desk.run("exchange").status == OK
    return desk


def enrolled(home: Home, server: Process, folder: Path, *more: str) -> Desk:
    """A new desk."""
    desk = Desk(folder)
    file, code = folder.with_suffix(".motcua"), folder.with_suffix(".code")
    home.json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file),
        "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}", *more,
    )  # fmt: skip
    assert desk.run("enrol", str(file), "--code-file", str(code)).status == OK
    return desk


def copied(desk: Desk, name: str) -> Desk:
    """The whole folder with the machine's secret, as a disk image has it."""
    shutil.copytree(desk.profile, desk.profile.with_name(name))
    return Desk(desk.profile.with_name(name))


def test_a_clone_and_its_original_work_a_day_and_every_dossier_counts_once(
    home: Home, desk: Desk
) -> None:
    clone = copied(desk, "clone")
    assert desk.receive(owned(name="Lò Văn Ướt")) == [f"{FIRST}0002"]
    assert clone.receive(owned(name="Giàng A Sử")) == [f"{FIRST}0002"]  # it met nobody
    for one in (desk, clone):
        assert one.run("exchange").status == OK
    assert desk.receive(copies()) == [f"{FIRST}0003"]
    assert clone.receive(copies()) == [f"{LATER}0001"]
    for one in (desk, clone, desk):
        assert one.run("exchange").status == OK
        assert one.run("check").status == OK
    codes = sorted(row["code"] for row in home.export())
    assert codes == [
        f"{FIRST}0001", f"{FIRST}0002", f"{FIRST}0002", f"{FIRST}0003", f"{LATER}0001",
    ]  # fmt: skip
    for one in (desk, clone):
        assert one.status()["unsent_events"] == 0
        assert one.status()["needs_attention"] == 1  # the number that two papers bear


def test_a_clone_takes_no_legal_number_of_the_block_that_it_was_copied_with(
    home: Home, server: Process, tmp_path: Path
) -> None:
    legal = ("--numbering", "leased", "--agency-code", "H18.40", "--blocks", "2")
    desk = enrolled(home, server, tmp_path / "desk", *legal)
    assert desk.receive(copies()) == ["H18.40-261120-0001"]
    clone = copied(desk, "clone")
    for one in (desk, clone):
        one.receive(copies())
        assert one.run("exchange").status == OK
    assert desk.run("exchange").status == OK
    printed = [one.receive(copies(), copies()) for one in (desk, clone)]
    assert printed == [
        ["H18.40-261120-0401", "H18.40-261120-0402"],
        ["H18.40-261120-0201", "H18.40-261120-0202"],
    ]
    for one in (desk, clone):
        assert one.run("exchange").status == OK
        assert one.run("check").status == OK
    assert len(home.export()) == 7


def test_a_disk_put_back_a_week_gets_what_was_sent_since_and_numbers_of_its_own(
    home: Home, desk: Desk
) -> None:
    old = copied(desk, "old")
    assert desk.receive(owned(name="Lò Văn Ướt"), copies()) == [f"{FIRST}0002", f"{FIRST}0003"]
    assert desk.run("exchange").status == OK
    assert old.run("exchange").status == OK
    assert old.show(f"{FIRST}0002")["owner"]["name"] == "Lò Văn Ướt"
    assert old.status()["dossiers"] == 3
    assert old.receive(copies()) == [f"{LATER}0001"]
    assert old.run("exchange").status == OK
    assert old.run("check").status == OK
    rebuilt = old.run("rebuild", "--json").object
    assert rebuilt["before"] == rebuilt["after"]
    assert len(home.export()) == 4
