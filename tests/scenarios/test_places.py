"""A dossier between two communes, as processes: received here, decided there, given back here."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.wire.scans import Ticket
from province.clock import clock_of
from province.database import open_ledger
from province.keys import read_server_key
from province.scan_files import SCANS_FOLDER, ScanFiles
from province.scans import Refused, ScanDesk
from tests.devices.sheets import file_of, sheet
from tests.province.servers import Home, found_home
from tests.scenarios.desks import NOW, OK, REFUSED, TROUBLE, Desk, Line, copies

SIN_THAU, NA_BUNG, THIRD = "03158", "03176", "03127"
NA_BUNG_NAME = "Trung tâm Phục vụ hành chính công xã Nà Bủng"
WHY = "thửa đất nằm ở Nà Bủng"


@dataclass
class Town:
    """A province that serves, and a desk of each commune."""

    home: Home
    receiving: Desk
    deciding: Desk
    third: Desk

    def exchange(self, *desks: Desk) -> None:
        """Each desk in turn, and the province has judged what came."""
        for desk in desks:
            done = desk.run("exchange", "--json")
            assert (done.status, done.object["state"]) == (OK, "complete"), done
            if done.object["sent_events"]:
                assert self.home.run("judge").returncode == OK

    def assign(self, code: str, to: str) -> Line:
        """The province's word."""
        return self.home.json("assign", code, "--to", to, "--reason", WHY, "--by", "Lê Văn Sở")


@contextmanager
def founded_town(folder: Path) -> Iterator[Town]:
    """One province, three communes, a line."""
    home = found_home(folder / "province")
    with home.serving() as server:
        desks = []
        for commune in (SIN_THAU, NA_BUNG, THIRD):
            desk = Desk(folder / commune)
            file, code = desk.profile.with_suffix(".motcua"), desk.profile.with_suffix(".code")
            home.json(
                "enrol", "--commune", commune, "--desk", "1", "--out", str(file),
                "--code-out", str(code), "--server", f"http://127.0.0.1:{server.port}",
            )  # fmt: skip
            assert desk.run("enrol", str(file), "--code-file", str(code)).status == OK
            desks.append(desk)
        yield Town(home, *desks)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with founded_town(tmp_path_factory.mktemp("town")) as made:
        yield made


def act(desk: Desk, code: str, *actions: str, now: str = NOW) -> list[int]:
    """Steps of a dossier; the statuses after them."""
    answers = desk.feed("step", *({"code": code, "action": one} for one in actions), now=now)
    return [answer["status"] for answer in answers]


def life(desk: Desk, code: str) -> list[tuple[str, bool]]:
    """Its history as this desk has it."""
    return [(line["action"], line["effective"]) for line in desk.show(code)["history"]]


def exported(town: Town, code: str) -> Line:
    """The dossier as the province has it."""
    (row,) = (row for row in town.home.export() if row["code"] == code)
    return row


def same_after_a_rebuild(town: Town) -> None:
    """What is derived is the fold of what is true, everywhere."""
    for desk in (town.receiving, town.deciding):
        folded = desk.run("rebuild", "--json").object
        assert folded["before"] == folded["after"]
        assert set(desk.run("check", "--json").object.values()) == {"ok"}
    folded = town.home.json("rebuild")
    assert folded["before"] == folded["after"]


def test_received_here_decided_there_given_back_here(town: Town) -> None:
    here, there = town.receiving, town.deciding
    (code,) = here.receive(copies(deciding_office=NA_BUNG))
    assert there.run("show", code).status == REFUSED  # nothing has travelled yet
    town.exchange(here, there)
    shown = there.show(code)
    assert shown["owner"]["name"] == copies()["owner"]["name"]
    assert [shown["places"][role]["code"] for role in ("receiving", "deciding", "return")] == [
        SIN_THAU, NA_BUNG, SIN_THAU,
    ]  # fmt: skip
    assert shown["places"]["deciding"]["name"] == NA_BUNG_NAME
    assert "Sín Thầu" in shown["places"]["receiving"]["name"]
    (by,) = (line["by"] for line in shown["history"])
    assert (by, shown["history"][0]["office"]) == ("giamdoc", SIN_THAU)  # of another office's desk
    found = there.run("find", "dang van duc", "--json").lines
    assert code in [line["code"] for line in found]
    assert act(there, code, "take_over", "finish") == [4, 9]
    assert there.status()["unsent_dossiers"] == 1
    town.exchange(there, here)
    assert [line["action"] for line in here.show(code)["history"]] == [
        "received", "take_over", "finish",
    ]  # fmt: skip
    (given,) = here.feed("step", {"code": code, "action": "give_back"})
    told = [one["field"] for one in given["warnings"]]
    assert (given["status"], told) == (10, ["paid"])  # the fee, and nothing of the places
    town.exchange(here, there)
    assert life(there, code) == life(here, code)
    row = exported(town, code)
    assert (row["status"], row["deciding_office"], row["return_office"]) == (10, NA_BUNG, SIN_THAU)
    assert town.third.run("exchange", "--json").object["received_events"] == 0
    assert town.third.run("show", code).status == REFUSED
    for desk, own in (
        (here, ["Tiếp nhận", "Trả kết quả"]),
        (there, ["Nhận bàn giao", "Có kết quả"]),
    ):
        assert report(desk, "workload")["totals"]["received"] == in_the_book(desk)
        done = [one["act"] for one in report(desk, "day")["rows"] if one["code"] == code]
        assert done == own  # each office's people did what they did


def report(desk: Desk, form: str, command: str = "report") -> Line:
    out = desk.profile.with_name(f"{form}.json")
    asked = ("--from", "2026-11-01", "--to", "2026-11-30", "--out", str(out))
    assert desk.run(command, form, *asked).status == OK
    made: Line = json.loads(out.read_text("utf-8"))
    return made


def in_the_book(desk: Desk) -> int:
    """Valid dossiers of Mẫu 07: what the office received itself."""
    return sum(not row["void"] for row in report(desk, "dossiers", "register")["rows"])


def test_the_deciding_office_has_the_scans_from_the_province_and_nobody_else_has(
    tmp_path: Path,
) -> None:
    with founded_town(tmp_path / "town") as town:
        here, there, sheet_file = town.receiving, town.deciding, tmp_path / "a.jpg"
        (code,) = here.receive(copies(deciding_office=NA_BUNG))
        sheet_file.write_bytes(file_of(sheet(100), dots=100))
        assert here.run("attach", code, str(sheet_file)).status == OK
        town.exchange(here, there)
        assert written(there, code, tmp_path / "there") == written(here, code, tmp_path / "here")
        (scan,) = there.show(code)["scans"]
        for commune, digest, status in (
            (NA_BUNG, scan["digest"], 0), (THIRD, scan["digest"], 403), (NA_BUNG, "0" * 64, 404),
        ):  # fmt: skip
            assert refused(town, code, commune, digest) == status
    offline = there.run("scans", code, "--out", str(tmp_path / "offline"))
    assert offline.status == TROUBLE
    assert "chưa lấy được từ tỉnh. Hồ sơ vẫn nguyên." in offline.err


def written(desk: Desk, code: str, folder: Path) -> bytes:
    """The dossier's one scan, as the desk writes it out."""
    assert desk.run("scans", code, "--out", str(folder)).status == OK
    (file,) = folder.iterdir()
    return file.read_bytes()


def refused(town: Town, code: str, commune: str, digest: str) -> int:
    """With what status the province keeps a scan of the dossier from an office; 0: it does not."""
    ledger, key = open_ledger(town.home.db), read_server_key(town.home.folder)
    (row,) = (one for one in ledger.dossiers.all() if one.code == code)
    ledger.close()
    files = ScanFiles(town.home.folder / SCANS_FOLDER)
    desk = ScanDesk(town.home.db, files, lambda: key, clock_of(training=True))
    try:
        desk.whole(Ticket("a", digest, 1), commune, row.hash)
    except Refused as error:
        return error.status
    return 0


def test_given_to_another_office_while_the_old_one_has_unsent_facts(town: Town) -> None:
    old, new = town.receiving, town.deciding
    (code,) = old.receive(copies())
    town.exchange(old)
    act(old, code, "take_over", "note")
    said = town.assign(code, NA_BUNG)
    assert (said["code"], said["from"], said["to"]) == (code, SIN_THAU, NA_BUNG)
    town.exchange(new)
    assert life(new, code) == [("received", True), ("reassign", True)]
    act(new, code, "take_over")
    town.exchange(new)
    # the old office hears of it while it brings what it had not sent
    told = old.run("exchange", "--json").object
    assert told["state"] == "complete"
    assert f"Tỉnh giao hồ sơ {code} cho {NA_BUNG_NAME} giải quyết. Lý do: {WHY}" in told["message"]
    town.home.run("judge")
    town.exchange(new, old)
    whole = [
        ("received", True), ("take_over", True), ("note", True), ("reassign", True),
        ("take_over", True),
    ]  # fmt: skip
    for desk in (old, new):
        shown = desk.show(code)
        assert [(line["action"], line["effective"]) for line in shown["history"]] == whole
        assert (shown["status"], shown["deciding_office"], shown["return_office"]) == (
            4, NA_BUNG, SIN_THAU,
        )  # fmt: skip
        word = next(line for line in shown["history"] if line["action"] == "reassign")
        assert (word["by"], word["reason"]) == ("Lê Văn Sở", WHY)
    row = exported(town, code)
    assert (row["status"], row["events"], row["deciding_office"]) == (4, len(whole), NA_BUNG)
    assert town.third.run("show", code).status == REFUSED


def test_both_offices_finish_it_and_both_are_asked(town: Town) -> None:
    old, new = town.receiving, town.deciding
    (code,) = old.receive(copies())
    town.exchange(old)
    assert act(old, code, "finish") == [9]  # unsent, when the province gives it away
    town.assign(code, NA_BUNG)
    town.exchange(new)
    assert act(new, code, "take_over", "finish") == [4, 9]
    town.exchange(new, old, new)
    shown = [desk.show(code) for desk in (old, new)]
    assert [one["status"] for one in shown] == [9, 9]
    assert len({str([line["effective"] for line in one["history"]]) for one in shown}) == 1
    for desk in (old, new):
        assert desk.status()["needs_attention"] > 0
    same_after_a_rebuild(town)


def test_what_cannot_be_given_away_is_told_and_changes_nothing(town: Town) -> None:
    here = town.receiving
    open_one, closed = here.receive(copies(), copies())
    act(here, closed, "finish", "give_back")
    town.exchange(here)
    refused = {
        ("MC-03158-1-261120-9999", NA_BUNG): "Không có hồ sơ mã",
        (open_one, "99999"): "không có xã, phường nào mang mã “99999”",
        (open_one, "00004"): "không có xã, phường nào mang mã “00004”",
        (open_one, SIN_THAU): "đã do Trung tâm Phục vụ hành chính công xã Sín Thầu giải quyết",
        (closed, NA_BUNG): "đã trả kết quả, không còn gì để giải quyết",
    }
    for (code, to), words in refused.items():
        done = town.home.run("assign", code, "--to", to, "--reason", WHY)
        assert (done.returncode, done.stdout) == (REFUSED, "")
        assert words in done.stderr
    done = town.home.run("assign", open_one, "--to", NA_BUNG, "--reason", " ")
    assert done.returncode == REFUSED
    assert "Lý do phải có chữ" in done.stderr
    town.exchange(here, town.deciding)
    assert life(here, open_one) == [("received", True)]
    assert town.deciding.run("show", open_one).status == REFUSED
