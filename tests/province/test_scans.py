"""Scans at the province's real server: flushed as told, resumed, whole or not at all."""

import http.client
import os
import shutil
import sqlite3
from pathlib import Path
from threading import Thread

import pytest

from app.wire.errors import Corrupt
from app.wire.scans import MOST_SCAN, SealedScan
from province.database import open_ledger
from tests.province.scan_ends import (
    PATH,
    STREAM,
    TUS,
    Machine,
    machine,
    some_scan,
    stored_files,
    sum_of,
)
from tests.province.servers import Home, Process, found_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("home"))


@pytest.fixture
def desk(home: Home) -> Machine:
    return machine(home)


def begun(desk: Machine, server: Process, scan: SealedScan, upto: int) -> None:
    assert desk.create(server, scan).status == 201
    assert desk.patch(server, scan, 0, scan.raw[:upto]).status == 204


def test_what_is_spoken_is_told_to_anybody(home: Home) -> None:
    with home.serving() as server:
        reply = server.ask("OPTIONS", PATH)
    assert reply.status == 204
    assert reply.headers["tus-version"] == "1.0.0"
    assert reply.headers["tus-extension"] == "creation,checksum,termination"
    assert reply.headers["tus-checksum-algorithm"] == "sha1,sha256"
    assert reply.headers["tus-max-size"] == str(MOST_SCAN)


def test_a_scan_comes_in_pieces_and_ends_with_the_provinces_word(home: Home, desk: Machine) -> None:
    scan = some_scan()
    with home.serving() as server:
        begin = desk.create(server, scan)
        assert (begin.status, begin.headers["location"]) == (201, f"{PATH}/{scan.digest}")
        half = len(scan.raw) // 2
        first = desk.patch(server, scan, 0, scan.raw[:half])
        assert (first.status, first.headers["upload-offset"]) == (204, str(half))
        assert "motcua-receipt" not in first.headers
        last = desk.patch(server, scan, half, scan.raw[half:])
        for reply in (last, desk.head(server, scan)):
            receipt = reply.headers["motcua-receipt"]
            desk.ticket(scan).check_receipt(receipt, desk.server_public)
        with pytest.raises(Corrupt):
            desk.ticket(some_scan(9)).check_receipt(receipt, desk.server_public)
    assert stored_files(home)[scan.digest] == scan.raw


def test_after_kill_9_the_next_server_goes_on_from_what_was_answered(
    home: Home, desk: Machine
) -> None:
    scan = some_scan(600_000)
    for _ in range(5):
        with home.serving() as server:
            if desk.head(server, scan).status == 404:
                desk.create(server, scan)
            here = desk.offset(server, scan)
            reply = desk.patch(server, scan, here, scan.raw[here : here + 130_000])
            assert reply.status == 204
            server.kill()
        with home.serving() as server:
            assert desk.offset(server, scan) == int(reply.headers["upload-offset"])
    assert stored_files(home)[scan.digest] == scan.raw


def test_killed_in_the_middle_of_a_request_it_keeps_what_it_had_flushed(
    home: Home, desk: Machine
) -> None:
    scan = some_scan(3 << 20)
    with home.serving() as server:
        desk.create(server, scan)
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        line.putrequest("PATCH", f"{PATH}/{scan.digest}")
        headers = desk.headers(scan, Upload_Offset="0", Content_Length=str(len(scan.raw))) | STREAM
        for name, value in headers.items():
            line.putheader(name, value)
        line.endheaders(scan.raw[: 2 << 20])
        while not desk.offset(server, scan):
            pass
        told = desk.offset(server, scan)
        server.kill()
        line.close()
    with home.serving() as server:
        here = desk.offset(server, scan)
        assert told <= here <= 2 << 20
        assert desk.patch(server, scan, here, scan.raw[here:]).status == 204
    assert stored_files(home)[scan.digest] == scan.raw


def test_a_line_that_is_cut_costs_nothing_that_came_before(home: Home, desk: Machine) -> None:
    scan = some_scan(50_000)
    with home.serving() as server:
        desk.create(server, scan)
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        line.putrequest("PATCH", f"{PATH}/{scan.digest}")
        headers = desk.headers(scan, Upload_Offset="0", Content_Length=str(len(scan.raw))) | STREAM
        for name, value in headers.items():
            line.putheader(name, value)
        line.endheaders(scan.raw[:20_000])
        sent = 20_000
        while not (told := desk.offset(server, scan)):  # a slow line: a byte now and then
            line.send(scan.raw[sent : sent + 1])
            sent += 1
        line.close()
        status = 409  # what the dead connection still brought may be flushed in between
        while status == 409:
            here = desk.offset(server, scan)
            assert 20_000 < told <= here <= sent
            status = desk.patch(server, scan, here, scan.raw[here:]).status
        assert status == 204
    assert stored_files(home)[scan.digest] == scan.raw


def test_bytes_behind_the_flushed_ones_do_not_count(home: Home, desk: Machine) -> None:
    """As after a power cut: the file has grown, what grew is rubbish."""
    scan = some_scan(40_000)
    with home.serving() as server:
        begun(desk, server, scan, 10_000)
        (part,) = (home.folder / "scans").glob(f"*/*/{scan.digest}.part")
        with part.open("ab") as file:
            file.write(bytes(60_000))
        assert desk.offset(server, scan) == 10_000
        assert desk.patch(server, scan, 10_000, scan.raw[10_000:]).status == 204
    assert stored_files(home)[scan.digest] == scan.raw


def test_a_checksum_lets_no_wrong_byte_in(home: Home, desk: Machine) -> None:
    scan = some_scan(30_000)
    with home.serving() as server:
        desk.create(server, scan)
        piece = scan.raw[:9_000]
        for wrong, status in (
            (sum_of(b"another"), 460),
            ("md5 abc", 400),
            ("sha1 *", 400),
        ):
            assert desk.patch(server, scan, 0, piece, Upload_Checksum=wrong).status == status
            assert desk.offset(server, scan) == 0
        for algorithm in ("sha1", "sha256"):
            here = desk.offset(server, scan)
            piece = scan.raw[here : here + 9_000]
            right = sum_of(piece, algorithm)
            assert desk.patch(server, scan, here, piece, Upload_Checksum=right).status == 204
        too_long = os.urandom((1 << 20) + 1)
        reply = desk.patch(server, scan, 18_000, too_long, Upload_Checksum=sum_of(too_long))
        assert reply.status == 413
        assert desk.offset(server, scan) == 18_000


def test_what_is_not_what_its_name_says_is_never_stored(home: Home, desk: Machine) -> None:
    scan = some_scan(20_000)
    with home.serving() as server:
        desk.create(server, scan)
        assert desk.patch(server, scan, 0, bytes(len(scan.raw))).status == 460
        assert desk.offset(server, scan) == 0
        assert desk.patch(server, scan, 0, scan.raw).status == 204
    assert stored_files(home)[scan.digest] == scan.raw


def test_only_the_ticket_of_an_enrolled_machine_for_this_content_opens(
    home: Home, desk: Machine
) -> None:
    scan, other = some_scan(), some_scan()
    length = {"Upload-Length": str(len(scan.raw))}
    forged = Machine(desk.name, os.urandom(32), desk.server_public)
    unknown = Machine("11-9999", desk.private, desk.server_public)
    path = f"{PATH}/{other.digest}"
    with home.serving() as server:
        for headers, status in (
            ({}, 401),
            ({"Authorization": "MotCua x"}, 401),
            ({"Authorization": "Bearer abc"}, 401),
            (forged.headers(scan), 401),
            (unknown.headers(scan), 403),
        ):
            assert server.ask("POST", PATH, b"", TUS | length | headers).status == status
        assert server.ask("HEAD", path, headers=desk.headers(scan)).status == 403
        done = home.run("revoke", desk.name, "--json")
        assert done.returncode == 0, done.stderr
        assert desk.create(server, scan).status == 403
    assert scan.digest not in stored_files(home)


def test_what_is_no_tus_request_gets_its_status_and_a_sentence(home: Home, desk: Machine) -> None:
    scan = some_scan(1_000)
    with home.serving() as server:
        assert desk.head(server, scan).status == 404
        reply = server.ask("POST", PATH, b"", desk.headers(scan) | {"Tus-Resumable": "0.2"})
        assert (reply.status, reply.headers["tus-version"]) == (412, "1.0.0")
        assert reply.body.decode().endswith(".\n")
        wrong_length = desk.headers(scan, Upload_Length="5")
        assert server.ask("POST", PATH, b"", wrong_length).status == 400
        desk.create(server, scan)
        path = f"{PATH}/{scan.digest}"
        plain = desk.headers(scan, Upload_Offset="0", Content_Type="text/plain")
        assert server.ask("PATCH", path, b"x", plain).status == 415
        assert desk.patch(server, scan, 5, b"x").status == 409
        assert desk.patch(server, scan, 0, bytes(5_000)).status == 413
        assert desk.offset(server, scan) == 0
        overridden = desk.headers(scan, Upload_Offset="0", X_HTTP_Method_Override="PATCH") | STREAM
        assert server.ask("POST", path, scan.raw[:10], overridden).status == 204
        assert desk.offset(server, scan) == 10


def test_a_scan_above_the_limit_is_refused_before_a_byte_came(home: Home, desk: Machine) -> None:
    huge = SealedScan("0" * 64, b"", bytes(MOST_SCAN + 1))
    with home.serving() as server:
        assert desk.create(server, huge).status == 413


def test_an_unfinished_one_can_be_given_up_a_stored_one_stays(home: Home, desk: Machine) -> None:
    scan = some_scan(20_000)
    with home.serving() as server:
        begun(desk, server, scan, 5_000)
        assert desk.delete(server, scan).status == 204
        assert desk.head(server, scan).status == 404
        assert f"{scan.digest}.part" not in stored_files(home)
        begun(desk, server, scan, len(scan.raw))
        assert desk.delete(server, scan).status == 403
        assert desk.head(server, scan).headers["upload-offset"] == str(len(scan.raw))


def test_two_connections_on_one_scan_never_mix_it_up(home: Home, desk: Machine) -> None:
    """A dead half-open one and a new one, on two workers."""
    scan = some_scan(2 << 20)

    def bring(server: Process) -> None:
        while True:
            here = desk.offset(server, scan)
            if here == len(scan.raw):
                return
            desk.patch(server, scan, here, scan.raw[here : here + 100_000])

    with home.serving("--workers", "2") as server:
        desk.create(server, scan)
        threads = [Thread(target=bring, args=(server,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    files = stored_files(home)
    assert files[scan.digest] == scan.raw
    assert f"{scan.digest[:64]}.part" not in files


def test_a_disk_put_back_to_yesterday_asks_for_what_it_lacks(home: Home, desk: Machine) -> None:
    scan = some_scan(20_000)
    with home.serving() as server:
        begun(desk, server, scan, len(scan.raw))
        shutil.rmtree(home.folder / "scans")
        reply = desk.head(server, scan)
        assert (reply.headers["upload-offset"], "motcua-receipt" in reply.headers) == ("0", False)
        assert desk.patch(server, scan, 0, scan.raw).status == 204
    assert stored_files(home)[scan.digest] == scan.raw


def test_what_nobody_goes_on_with_is_swept_after_a_month(home: Home, desk: Machine) -> None:
    old, young, whole = some_scan(9_000), some_scan(9_000), some_scan(9_000)
    with home.serving() as server:
        for scan, upto in ((old, 100), (young, 100), (whole, len(whole.raw))):
            begun(desk, server, scan, upto)
    path = Path(home.db.removeprefix("sqlite:///"))
    with sqlite3.connect(path) as connection:
        month = 31 * 24 * 3600 * 1000
        connection.execute(
            "UPDATE scan SET touched_ms = touched_ms - ? WHERE digest IN (?, ?)",
            (month, old.digest, whole.digest),
        )
    connection.close()
    with home.serving() as server:
        assert desk.head(server, old).status == 404
        assert desk.offset(server, young) == 100
        assert desk.offset(server, whole) == len(whole.raw)
    assert f"{old.digest}.part" not in stored_files(home)


def test_a_machine_begins_only_so_many_at_once(home: Home, desk: Machine) -> None:
    ledger = open_ledger(home.db)
    with home.serving() as server:
        scans = [some_scan(50) for _ in range(201)]
        statuses = [desk.create(server, scan).status for scan in scans]
        assert statuses == [*[201] * 200, 429]
        assert ledger.scans.unfinished(desk.name) == 200
        assert desk.patch(server, scans[0], 0, scans[0].raw).status == 204
        assert desk.create(server, scans[200]).status == 201
    ledger.close()
