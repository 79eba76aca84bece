"""The province's copy at another place: whole before a desk hears of it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.domain.errors import ClerkError, Trouble
from app.domain.times import to_millis
from app.wire.answer import Answer, open_answer
from app.wire.errors import Corrupt
from province import offsite
from province.ingest import ingest
from province.judge import judge
from province.ledger import Ledger
from province.scan_files import ScanFiles
from province.scan_rows import Upload
from province.sqlite import open_file
from tests.province.desks import NOW, SIN_THAU, Desk, Keys, Post
from tests.province.scan_ends import machine, some_scan, stored_files
from tests.province.servers import found_home

HOUR = timedelta(hours=1)


def write(ledger: Ledger, folder: Path, at: datetime = NOW + HOUR) -> offsite.Written:
    files = ScanFiles(folder / "home" / "scans")
    return offsite.write(ledger, files, folder / "copy", at, same_disk=True)


def stored(ledger: Ledger, folder: Path, content: bytes, digest: str) -> Upload:
    """A scan as the server leaves it."""
    files = ScanFiles(folder / "home" / "scans")
    upload = Upload(SIN_THAU, digest, len(content), "11-0001", 0, to_millis(NOW))
    files.write(SIN_THAU, digest, 0, content)
    assert files.finish(SIN_THAU, digest, len(content))
    with ledger.transaction():
        ledger.scans.begin(upload)
        ledger.scans.finish(upload, to_millis(NOW))
    return upload


def test_the_copy_is_the_ledger_of_that_moment_and_opens_as_it_lies(
    ledger: Ledger, post: Post, desk: Desk, tmp_path: Path
) -> None:
    desk.receive(1)
    desk.send(post)
    judge(ledger, NOW)
    written = write(ledger, tmp_path)
    desk.receive(2)
    desk.send(post, 2)
    there = open_file(tmp_path / "copy" / "ledger.db")
    assert [row.code for row in there.dossiers.all()] == ["MC-03158-1-261123-0001"]
    assert [one.seq for one in there.journal.after(0, 9)][-1] == written.copied.seq
    there.close()
    assert {file.name for file in (tmp_path / "copy").iterdir()} == {"ledger.db"}


def test_a_desk_hears_once_up_to_where_it_is_in_the_copy(
    ledger: Ledger, keys: Keys, desk: Desk, tmp_path: Path
) -> None:
    def send(start: int, at: datetime) -> Answer:
        raw = ingest(desk.envelope(start), ledger, keys.server, lambda: at)
        return open_answer(raw, desk.server_public, desk.hashes[-1])

    for number in range(1, 6):
        desk.receive(number)
    assert send(0, NOW).offsite is None
    inside = desk.hashes[-1]
    write(ledger, tmp_path)
    for number in range(6, 40):
        desk.receive(number)
    assert send(6, NOW + 2 * HOUR).offsite == inside
    assert send(len(desk.bodies), NOW + 3 * HOUR).offsite is None
    write(ledger, tmp_path, NOW + 4 * HOUR)
    assert send(len(desk.bodies), NOW + 5 * HOUR).offsite == desk.hashes[-1]


def test_each_scan_is_copied_once_and_one_that_is_lost_here_is_asked_for_again(
    ledger: Ledger, tmp_path: Path
) -> None:
    scans = [some_scan(3_000) for _ in range(3)]
    for scan in scans:
        stored(ledger, tmp_path, scan.raw, scan.digest)
    files = ScanFiles(tmp_path / "home" / "scans")
    files.whole(SIN_THAU, scans[2].digest).unlink()
    first = write(ledger, tmp_path)
    assert (first.new_scans, first.missing) == (2, 1)
    there = ScanFiles(tmp_path / "copy" / "scans")
    assert [there.whole(SIN_THAU, one.digest).read_bytes() for one in scans[:2]] == [
        one.raw for one in scans[:2]
    ]
    assert ledger.scans.wanted("11-0001", 9) == [scans[2].digest]
    again = write(ledger, tmp_path, NOW + 2 * HOUR)
    assert (again.new_scans, again.missing) == (0, 0)


def test_a_place_that_holds_no_copy_is_told_and_the_last_copy_still_counts(
    ledger: Ledger, tmp_path: Path
) -> None:
    scan = some_scan(3_000)
    stored(ledger, tmp_path, scan.raw, scan.digest)
    before = write(ledger, tmp_path).copied
    files = ScanFiles(tmp_path / "home" / "scans")
    for inside in (tmp_path / "home", tmp_path / "home" / "backup"):
        with pytest.raises(ClerkError, match="chỗ khác"):
            offsite.write(ledger, files, inside, NOW, same_disk=True)
    with pytest.raises(ClerkError, match="cùng ổ đĩa"):
        offsite.write(ledger, files, tmp_path / "not" / "mounted", NOW)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(Trouble, match="bản sao trước vẫn nguyên"):
        offsite.write(ledger, files, tmp_path / "file" / "x", NOW, same_disk=True)
    assert offsite.newest(ledger.settings) == before


def test_the_server_releases_a_scan_only_once_the_copy_has_it(tmp_path: Path) -> None:
    home = found_home(tmp_path / "home")
    desk, scan = machine(home), some_scan()
    with home.serving() as server:
        desk.create(server, scan)
        desk.patch(server, scan, 0, scan.raw)
        assert "motcua-release" not in desk.head(server, scan).headers
        assert '"offsite_at": null' in home.run("status", "--json").stdout
        done = home.run("offsite", "--to", str(tmp_path / "copy"), "--same-disk", "--json")
        assert json.loads(done.stdout)["new_scans"] == 1
        release = desk.head(server, scan).headers["motcua-release"]
        desk.ticket(scan).check_release(release, desk.server_public)
        with pytest.raises(Corrupt):
            desk.ticket(scan).check_receipt(release, desk.server_public)
    assert stored_files(home)[scan.digest] == scan.raw
    assert next((tmp_path / "copy" / "scans").glob("*/*/*")).read_bytes() == scan.raw
    assert json.loads(home.run("status", "--json").stdout)["offsite_at"] is not None
