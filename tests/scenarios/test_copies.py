"""`backup` and `restore`: the PC is gone, the stick is there, and the desk goes on."""

import json
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from app.storage.profile import paths_in
from tests.province.servers import Home, Process, found_home
from tests.scenarios.desks import NOW, OK, PIN, TROUBLE, USAGE, Desk, copies, owned
from tests.scenarios.test_clones import enrolled

FIRST = "MC-03158-1-261120-"
LATER = re.compile(r"MC-03158-1(b|a[a-z]{2})-261120-0001")  # alone, or of a province
INIT = ("init", "--standalone", "--commune", "03158", "--training")
NEW_PIN = "135790"


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_NOW", NOW)


@pytest.fixture(scope="module")
def founded_with_sheet(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk alone, with the words of its recovery sheet in a file beside it."""
    desk = Desk(tmp_path_factory.mktemp("alone") / "profile")
    assert desk.run(*INIT).status == OK
    desk.profile.with_name("sheet.txt").write_text(sheet_of(desk), "utf-8")
    desk.receive(copies(), owned(name="Lò Văn Ướt"))
    return desk


@pytest.fixture
def alone(founded_with_sheet: Desk, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(founded_with_sheet.profile, tmp_path / "profile")))


@pytest.fixture
def sheet(founded_with_sheet: Desk) -> Path:
    return founded_with_sheet.profile.with_name("sheet.txt")


def sheet_of(desk: Desk) -> str:
    """All that is printed on the recovery sheet."""
    import pypdfium2

    page = pypdfium2.PdfDocument(desk.profile / "recovery.pdf")[0]
    words = page.get_textpage().get_text_range()
    return str(words)


def saved(desk: Desk, to: Path) -> Path:
    """A copy of the desk."""
    done = desk.run("backup", "--to", str(to), "--json")
    assert done.status == OK, done.err
    return Path(done.object["file"])


def restored(desk: Desk, file: Path, *words: str, pin: str = NEW_PIN) -> dict[str, object]:
    """A copy brought back; the answer."""
    done = desk.run("restore", "--from", str(file), *words, "--json", pin=pin)
    assert done.status == OK, done.err
    return done.object


def test_blank_slips_of_the_machine_that_is_gone_are_typed_in_and_new_ones_have_its_letter(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    later = "2026-11-20T10:30:00+07:00"
    slips = ("blank-slips", "2", "--out", str(tmp_path / "slips.pdf"), "--json")
    assert alone.run(*slips).object["last"] == "MC-03158-1-P-0002"
    file = saved(alone, tmp_path / "usb")
    new = Desk(tmp_path / "new")
    restored(new, file, "--recovery", str(sheet))
    known, unknown = (
        copies(slip=f"MC-03158-1-P-{number}", received_at="2026-11-20T10:00:00+07:00")
        for number in ("0002", "0003")
    )
    first, second = new.feed_as(NEW_PIN, "receive", known, unknown, now=later)
    assert first["code"] == "MC-03158-1-P-0002"
    assert "trước khi khôi phục máy" in second["message"]
    number = new.run(*slips, pin=NEW_PIN, now=later).object["first"]
    assert re.fullmatch(r"MC-03158-1(b|a[a-z]{2})-P-0001", str(number))


def test_a_new_machine_goes_on_from_the_copy_with_the_sheet_and_its_own_numbers(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    file = saved(alone, tmp_path / "usb")
    new = Desk(tmp_path / "new")
    answer = restored(new, file, "--recovery", str(sheet))
    assert (answer["dossiers"], answer["user"], answer["kept"]) == (2, "giamdoc", None)
    done = new.feed_as(NEW_PIN, "receive", copies())
    found = LATER.fullmatch(done[0]["code"])
    assert found
    assert found[1] == answer["letter"]
    assert new.run("check", pin=NEW_PIN).status == OK
    assert new.run("show", f"{FIRST}0002", pin=NEW_PIN).object["owner"]["name"] == "Lò Văn Ướt"
    installed = [alone.status()["installation"], json_of(new, "status")["installation"]]
    assert installed[0] != installed[1]


def json_of(desk: Desk, command: str) -> dict[str, object]:
    return desk.run(command, "--json", pin=NEW_PIN).object


def test_what_is_saved_while_a_copy_is_made_is_saved_and_the_copy_is_good(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    import threading

    codes: list[str] = []
    line = threading.Thread(target=lambda: codes.extend(alone.receive(*[copies()] * 30)))
    line.start()
    files = [saved(alone, tmp_path / "usb") for _ in range(3)]
    line.join()
    assert len(codes) == 30
    assert len(set(files)) == 3
    assert {one.name for one in (tmp_path / "usb").iterdir()} == {one.name for one in files}
    new = Desk(tmp_path / "new")
    restored(new, files[-1], "--recovery", str(sheet))
    assert new.run("check", pin=NEW_PIN).status == OK


def test_a_desk_that_works_is_never_written_over(alone: Desk, sheet: Path, tmp_path: Path) -> None:
    file = saved(alone, tmp_path / "usb")
    before = paths_in(alone.profile).database.read_bytes()
    for words in ((), ("--recovery", str(sheet))):
        refused = alone.run("restore", "--from", str(file), *words)
        assert refused.status == TROUBLE
        assert "Không ghi đè gì" in refused.err
    wrong = alone.run("restore", "--from", str(file), "--recovery", str(sheet), pin="999999")
    assert wrong.status == TROUBLE
    assert paths_in(alone.profile).database.read_bytes() == before


def test_a_damaged_desk_comes_back_by_its_own_key_and_the_bad_file_is_kept(
    alone: Desk, tmp_path: Path
) -> None:
    file = saved(alone, tmp_path / "usb")
    database = paths_in(alone.profile).database
    bad = bytearray(database.read_bytes())
    bad[len(bad) // 2 : len(bad) // 2 + 4096] = bytes(4096)
    database.write_bytes(bad)
    answer = restored(alone, file, pin=PIN)
    kept = Path(str(answer["kept"]))
    assert (kept / "motcua.db").read_bytes() == bytes(bad)
    assert LATER.fullmatch(alone.receive(copies())[0])
    assert alone.run("check").status == OK


def test_where_only_the_keys_are_lost_nothing_else_is(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    file = saved(alone, tmp_path / "usb")
    later = alone.receive(copies(), owned(name="Giàng A Sử"))
    paths_in(alone.profile).keys.unlink()
    assert restored(alone, file, "--recovery", str(sheet))["dossiers"] == 4
    for code in later:
        assert alone.run("show", code, pin=NEW_PIN).status == OK
    assert "Giàng A Sử" in alone.run("find", "giang a su", pin=NEW_PIN).out
    assert alone.run("check", pin=NEW_PIN).status == OK


def test_a_data_folder_on_another_machine_asks_for_restore_and_opens_by_it(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    thief = Desk(tmp_path / "thief")
    shutil.copytree(alone.profile / "data", thief.profile / "data")
    shut = thief.run("status")
    assert shut.status == TROUBLE
    assert "khôi phục" in shut.err
    answer = restored(thief, thief.profile / "data", "--recovery", str(sheet))
    assert answer["dossiers"] == 2
    assert LATER.fullmatch(thief.feed_as(NEW_PIN, "receive", copies())[0]["code"])


@pytest.mark.parametrize("place", [0.3, 0.999])
def test_a_copy_that_was_changed_or_cut_is_not_used(
    alone: Desk, sheet: Path, tmp_path: Path, place: float
) -> None:
    file = saved(alone, tmp_path / "usb")
    raw = bytearray(file.read_bytes())
    raw[int(len(raw) * place)] ^= 1
    changed, cut = tmp_path / "changed.mcb", tmp_path / "cut.mcb"
    changed.write_bytes(raw)
    cut.write_bytes(file.read_bytes()[: int(len(raw) * place)])
    new = Desk(tmp_path / "new")
    for one in (changed, cut, sheet):
        done = new.run("restore", "--from", str(one), "--recovery", str(sheet), pin=NEW_PIN)
        assert done.status == TROUBLE, done.out
    assert not paths_in(new.profile).keys.exists()
    restored(new, file, "--recovery", str(sheet))


def test_without_the_sheet_or_with_another_nothing_opens(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    file, new = saved(alone, tmp_path / "usb"), Desk(tmp_path / "new")
    other = Desk(tmp_path / "other")
    assert other.run(*INIT).status == OK
    wrong, mistyped = tmp_path / "wrong.txt", tmp_path / "mistyped.txt"
    wrong.write_text(sheet_of(other), "utf-8")
    groups = re.findall(r"(?:[0-9A-F]{4}\s+){16}[0-9A-F]{4}", sheet.read_text("utf-8"))
    mistyped.write_text(groups[0][:-4], "utf-8")
    for words in ((), ("--recovery", str(wrong)), ("--recovery", str(mistyped))):
        done = new.run("restore", "--from", str(file), *words, pin=NEW_PIN)
        assert done.status == TROUBLE
    assert not paths_in(new.profile).database.exists()


def test_a_copy_is_sealed(alone: Desk, tmp_path: Path) -> None:
    file = saved(alone, tmp_path / "usb")
    raw = file.read_bytes()
    assert "Lò Văn".encode() not in raw
    assert b"011090000007" not in raw
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(file).execute("SELECT * FROM sqlite_master")


def test_usage(alone: Desk, tmp_path: Path) -> None:
    for words in (("backup",), ("restore",), ("restore", "--request", "a", "--from", "b")):
        assert alone.run(*words).status == USAGE
    told = alone.run("backup", "--to", str(tmp_path / "usb"))
    assert (told.status, "cùng ổ đĩa" in told.out) == (OK, True)


def sent_behind_its_copy(home: Home, server: Process, folder: Path) -> Path:
    """The copy of a desk that has sent one dossier more than the copy holds."""
    desk = enrolled(home, server, folder / "desk")
    desk.receive(copies())
    assert desk.run("exchange").status == OK
    file = saved(desk, folder / "usb")
    desk.receive(owned(name="Giàng A Sử"))
    assert desk.run("exchange").status == OK
    return file


def test_the_province_opens_a_copy_and_brings_what_the_copy_lacks(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    with home.serving() as server:
        file = sent_behind_its_copy(home, server, tmp_path)
        new = Desk(tmp_path / "new")
        answer = opened_by(home, new, file, tmp_path)
        assert json.loads(answer.read_text("utf-8"))["motcua"] == "motcua/opened/1"
        told = restored(new, file, "--recovery", str(answer))
        assert (told["dossiers"], told["device"]) == (1, "11-0001")
        assert new.run("exchange", pin=NEW_PIN).status == OK
        assert json_of(new, "status")["dossiers"] == 2
        assert new.feed_as(NEW_PIN, "receive", copies())[0]["code"] == "MC-03158-1b-261120-0001"
        assert new.run("exchange", pin=NEW_PIN).status == OK
        assert len(home.export()) == 3


def test_a_machine_without_a_line_works_on_at_once_and_all_of_it_arrives(tmp_path: Path) -> None:
    home = found_home(tmp_path / "province")
    with home.serving() as server:
        file = sent_behind_its_copy(home, server, tmp_path)
        new = Desk(tmp_path / "new")
        restored(new, file, "--recovery", str(opened_by(home, new, file, tmp_path)))
        assert LATER.fullmatch(new.feed_as(NEW_PIN, "receive", copies())[0]["code"])
        assert new.run("exchange", pin=NEW_PIN).status == OK
        assert new.run("exchange", pin=NEW_PIN).status == OK
        assert len({row["code"] for row in home.export()}) == 3
        assert new.run("check", pin=NEW_PIN).status == OK


def opened_by(home: Home, new: Desk, file: Path, folder: Path) -> Path:
    """The province's answer to the new machine's request."""
    request, answer = folder / "request", folder / "answer"
    asked = new.run("restore", "--request", str(request), "--json", pin=None)
    assert asked.status == OK, asked.err
    told = home.json(
        "recover", "--request", str(request), "--from", str(file),
        "--keys", str(home.folder / "keys"), "--out", str(answer),
    )  # fmt: skip
    assert told["check"] == asked.object["check"]
    return answer


def test_a_restored_desk_certifies_into_a_book_of_its_own(
    alone: Desk, sheet: Path, tmp_path: Path
) -> None:
    """What the lost machine signed after the copy keeps its number; nobody gives it twice."""
    first, second = f"{FIRST}0001", f"{FIRST}0002"
    alone.feed("step", {"code": first, "action": "finish"})
    file = saved(alone, tmp_path / "usb")
    alone.feed("step", {"code": second, "action": "finish"})  # after the copy
    assert alone.show(second)["result"]["number"] == "2, quyển số 1/2026-SCT/BS"
    new = Desk(tmp_path / "new")
    restored(new, file, "--recovery", str(sheet))
    done = new.feed_as(NEW_PIN, "step", {"code": second, "action": "finish"})
    assert done[0]["status"] == 9
    shown = new.run("show", second, pin=NEW_PIN).object
    assert re.fullmatch(r"1, quyển số 1(b|a[a-z]{2})/2026-SCT/BS", shown["result"]["number"])
