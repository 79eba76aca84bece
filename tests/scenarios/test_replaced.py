"""A broken PC without a copy: the new machine gets the desk's dossiers back from the province."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.province.servers import Home, Process, found_home
from tests.scenarios.desks import NOW, OK, TROUBLE, Desk, copies, owned

LATER = "2026-11-20T15:00:00+07:00"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return found_home(tmp_path / "province")


@pytest.fixture
def server(home: Home) -> Iterator[Process]:
    with home.serving() as listening:
        yield listening


def enrolled(home: Home, server: Process, folder: Path, numbering: str = "own") -> dict[str, Any]:
    """A desk enrolled by its request; what the province and the machine said."""
    desk, request, file = Desk(folder), folder.with_suffix(".json"), folder.with_suffix(".motcua")
    assert desk.run("enrol", "--request", str(request)).status == OK
    more = ("--agency-code", "H18.40") if numbering == "leased" else ()
    said = home.json(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file), "--request",
        str(request), "--server", f"http://127.0.0.1:{server.port}", "--numbering", numbering,
        *more,
    )  # fmt: skip
    done = desk.run("enrol", str(file), "--json")
    assert done.status == OK, done.err
    return {"desk": desk, "said": said, "told": done.object}


def rows(home: Home) -> dict[str, Any]:
    """The province's dossiers by number."""
    return {row["code"]: row for row in home.export()}


@pytest.mark.parametrize("numbering", ["own", "leased"])
def test_the_new_machine_finds_the_old_dossiers_and_goes_on_under_its_own_letter(
    home: Home, server: Process, tmp_path: Path, numbering: str
) -> None:
    old = enrolled(home, server, tmp_path / "old", numbering)["desk"]
    codes = old.receive(copies(), owned(name="Lò Thị Nhi"), copies())
    (done,) = old.feed("step", {"code": codes[1], "action": "finish"}, now=LATER)
    assert done["status"] == 9
    old.run("formstock", "receive", "-", typed='{"form": "PH-KS", "quantity": 9}', now=LATER)
    assert old.run("exchange").status == OK
    home.json("revoke", "11-0001", "--reason", "máy cháy")
    new = enrolled(home, server, tmp_path / "new", numbering)
    assert new["said"]["inherited_events"] > 4
    assert (new["told"]["device"], new["told"]["dossiers"]) == ("11-0002", 3)
    desk: Desk = new["desk"]
    assert desk.show(codes[1])["status"] == 9
    assert desk.run("find", "Lò Thị Nhi", "--json").lines
    assert desk.status()["unsent_dossiers"] == 0  # the province has them
    assert desk.run("check").status == OK
    (given,) = desk.feed("step", {"code": codes[1], "action": "give_back"}, now=LATER)
    assert given["status"] == 10
    later = desk.receive(*[copies()] * 3, now=LATER)
    assert set(later).isdisjoint(codes)
    if numbering == "own":
        assert all(code.startswith("MC-03158-1b-") for code in later)
    desk.run("formstock", "use", "-", typed='{"form": "PH-KS", "quantity": 2}', now=LATER)
    said = desk.run("exchange", "--json").object
    assert said["state"] == "complete"
    (forms,) = home.json("incidents")["forms"]
    assert (forms["machine"], forms["left"]) == ("11-0002", 7)
    found = rows(home)
    assert found.keys() == {*codes, *later}
    assert (found[codes[1]]["status"], found[codes[1]]["events"]) == (10, 3)
    devices = {one["device"]: one for one in home.json("status")["devices"]}
    assert (devices["11-0002"]["quarantined"], devices["11-0002"]["waiting"]) == (0, 0)
    assert desk.run("exchange", "--json").object["sent_events"] == 0
    same = desk.run("rebuild", "--json").object
    assert same["before"] == same["after"]


def test_the_old_disk_found_later_is_kept_and_the_new_machine_hears_of_it(
    home: Home, server: Process, tmp_path: Path
) -> None:
    old: Desk = enrolled(home, server, tmp_path / "old")["desk"]
    (shared,) = old.receive(copies())
    assert old.run("exchange").status == OK
    home.json("revoke", "11-0001")
    desk: Desk = enrolled(home, server, tmp_path / "new")["desk"]
    (own,) = desk.receive(copies(), now=LATER)
    assert desk.run("exchange").status == OK
    (unsent,) = old.receive(copies(), now=LATER)
    old.feed("step", {"code": shared, "action": "finish"}, now=LATER)
    stick = tmp_path / "usb"
    assert old.run("exchange", "--usb", str(stick), "--out").status == OK
    home.run("usb", "--in", str(stick), "--out", str(stick))
    assert rows(home).keys() == {shared, own}
    listed = home.json("refused", "list")
    assert unsent in json.dumps(listed)
    done = home.run(
        "refused", "accept", "11-0001", "--by", "Lường Văn Kế", "--because", "ổ đĩa tìm thấy"
    )
    assert done.returncode == OK, done.stdout + done.stderr
    assert rows(home).keys() == {shared, own, unsent}
    assert len({shared, own, unsent}) == 3
    assert desk.run("exchange").status == OK
    assert desk.show(shared)["status"] == rows(home)[shared]["status"] == 9
    assert desk.run("check").status == OK
    (next_one,) = desk.receive(copies(), now=LATER)
    assert next_one not in {shared, own, unsent}


def test_a_province_set_back_gets_the_old_chain_from_the_new_machine(
    home: Home, tmp_path: Path
) -> None:
    database = home.folder / "province.sqlite"
    with home.serving() as server:
        old: Desk = enrolled(home, server, tmp_path / "old")["desk"]
        old.receive(copies())
        assert old.run("exchange").status == OK
        home.json("revoke", "11-0001")
        desk: Desk = enrolled(home, server, tmp_path / "new")["desk"]
    events = rows(home)
    with home.serving("--port", str(server.port)):
        assert desk.run("exchange").status == OK
    import sqlite3

    with sqlite3.connect(database) as connection:  # all that the old machine had sent is lost
        connection.execute("DELETE FROM event")
        connection.execute("DELETE FROM part")
        connection.execute("DELETE FROM dossier")
    connection.close()
    desk.receive(copies(), now=LATER)
    with home.serving("--port", str(server.port)):
        said = desk.run("exchange", "--json").object
    assert said["state"] == "complete", said["message"]
    assert rows(home).keys() > events.keys()


def test_without_a_request_the_file_brings_nothing_along_and_says_so(
    home: Home, server: Process, tmp_path: Path
) -> None:
    old: Desk = enrolled(home, server, tmp_path / "old")["desk"]
    old.receive(copies())
    assert old.run("exchange").status == OK
    home.json("revoke", "11-0001")
    file, code = tmp_path / "a.motcua", tmp_path / "code"
    done = home.run(
        "enrol", "--commune", "03158", "--desk", "1", "--out", str(file), "--code-out", str(code)
    )
    assert "KHÔNG mang theo hồ sơ của máy cũ" in done.stdout
    desk = Desk(tmp_path / "new")
    assert desk.run("enrol", str(file), "--code-file", str(code)).status == OK
    assert desk.status()["dossiers"] == 0


def test_a_cut_or_altered_file_makes_no_desk(home: Home, server: Process, tmp_path: Path) -> None:
    old: Desk = enrolled(home, server, tmp_path / "old")["desk"]
    old.receive(copies())
    assert old.run("exchange").status == OK
    home.json("revoke", "11-0001")
    desk, request, file = Desk(tmp_path / "new"), tmp_path / "r.json", tmp_path / "n.motcua"
    assert desk.run("enrol", "--request", str(request)).status == OK
    words = ("enrol", "--commune", "03158", "--desk", "1", "--out", str(file))
    home.json(*words, "--request", str(request))
    text = file.read_text()
    for broken in (text[: len(text) // 2], text.replace("A", "B", 3)):
        file.write_text(broken)
        assert desk.run("enrol", str(file)).status == TROUBLE
    other = Desk(tmp_path / "other")
    file.write_text(text)
    assert other.run("enrol", str(file)).status == TROUBLE  # sealed to the machine that asked
    assert desk.run("enrol", str(file), now=NOW).status == OK
    assert desk.status()["dossiers"] == 1
