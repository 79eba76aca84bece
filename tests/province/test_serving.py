"""The server's real process: what it answered is there, whatever happens to it."""

import hashlib
import http.client
import select
import socket
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
import zstandard

from app.domain.events import Installed
from app.wire.enrolment import open_enrolment, read_enrolment
from app.wire.event import decode
from app.wire.signing import ServerCertificate, public_key
from province.database import open_ledger
from province.ledger import Version
from tests.province.desks import Desk
from tests.province.servers import Home, found_home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return found_home(tmp_path_factory.mktemp("home"))


def enrolled(home: Home, number: int) -> Desk:
    """A desk out of a real enrolment file under a code."""
    file, code = home.folder / f"{number}.motcua", home.folder / f"{number}.code"
    home.json(
        "enrol",
        "--commune",
        "03158",
        "--desk",
        str(number),
        "--out",
        str(file),
        "--code-out",
        str(code),
        "--server",
        "http://127.0.0.1:1",
    )
    content = open_enrolment(read_enrolment(file.read_text()), code=code.read_text())
    assert content.device_private is not None
    private = bytes.fromhex(content.device_private)
    certificate = ServerCertificate.from_text(content.server_certificate)
    certificate.verify(bytes.fromhex(content.root))
    return Desk(content.device, private, public_key(private), certificate.public_key)


def test_answered_events_survive_kill_9_and_the_next_server_goes_on(home: Home) -> None:
    desk = enrolled(home, 1)
    for number in range(3):
        desk.receive(number)
        with home.serving() as server:
            answer = desk.send(server.post)
            assert answer.count == len(desk.bodies)
            server.kill()
    with home.serving() as server:
        assert desk.send(server.post, len(desk.bodies)).count == 4
    assert [row["events"] for row in home.export() if row["device"] == desk.name] == [1, 1, 1]


def test_the_judge_beside_the_server_judges_by_itself(home: Home) -> None:
    desk = enrolled(home, 2)
    desk.receive()
    ledger = open_ledger(home.db)
    with home.serving() as server:
        desk.send(server.post)
        deadline = 400
        while ledger.journal.counts(desk.name).judged < 2:
            assert server.ask("GET", "/health").status == 200
            deadline -= 1
            assert deadline, "nothing was judged"
    ledger.close()


def test_one_envelope_over_many_connections_at_once_is_stored_once(home: Home) -> None:
    desk = enrolled(home, 3)
    for number in range(20):
        desk.receive(number)
    answers: list[int] = []
    with home.serving() as server:
        threads = [
            Thread(target=lambda: answers.append(desk.send(server.post).count)) for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == [21] * 8
    (row,) = [one for one in home.json("status")["devices"] if one["device"] == desk.name]
    assert (row["stored"], row["judged"], row["installations"]) == (21, 21, 1)


def test_several_workers_answer_on_one_port(home: Home) -> None:
    desk = enrolled(home, 4)
    with home.serving("--workers", "2") as server:
        for number in range(4):
            desk.receive(number)
            assert desk.send(server.post).count == number + 2


def test_what_is_no_envelope_gets_a_sentence(home: Home) -> None:
    with home.serving() as server:
        for method, path, body, status in (
            ("POST", "/sync/1", b"", 400),
            ("POST", "/sync/1", b"<html>", 400),
            ("GET", "/sync/1", None, 405),
            ("GET", "/", None, 404),
            ("GET", "/docs", None, 404),
            ("GET", "/sync/1/blob/" + "0" * 64, None, 404),
            ("GET", "/sync/1/blob/..%2f..", None, 404),
            ("GET", "/sync/1/blob/xyz", None, 422),
        ):
            reply = server.ask(method, path, body)
            assert (path, reply.status) == (path, status)
            assert reply.headers["content-type"].startswith("text/plain")
            assert reply.body.decode().endswith(".\n")
            assert "server" not in reply.headers


def test_a_body_above_the_limit_is_413_told_or_streamed(home: Home) -> None:
    with home.serving() as server:
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        line.putrequest("POST", "/sync/1")
        line.putheader("Content-Length", str(17 << 20))
        line.endheaders()
        reply = line.getresponse()
        assert (reply.status, "16 MB" in reply.read().decode()) == (413, True)
        line.close()


def test_many_large_bodies_at_once_are_put_off_and_small_ones_are_not(home: Home) -> None:
    desk = enrolled(home, 5)
    with home.serving() as server:
        lines = [
            http.client.HTTPConnection("127.0.0.1", server.port, timeout=20) for _ in range(17)
        ]
        for line in lines:
            line.putrequest("POST", "/sync/1")
            line.putheader("Content-Length", str(16 << 20))
            line.endheaders(b"MC1E")
        first = select.select([line.sock for line in lines], [], [], 20)[0]
        assert len(first) == 1
        (put_off,) = [line for line in lines if line.sock in first]
        reply = put_off.getresponse()
        assert reply.status == 503
        assert 10 <= int(reply.getheader("Retry-After") or 0) <= 30
        assert desk.send(server.post).count == 1
        for line in lines:
            line.close()
        while server.ask("POST", "/sync/1", b"x" * (1 << 20)).status == 503:
            pass
        assert server.ask("POST", "/sync/1", b"x" * (1 << 20)).status == 400


def unjudged(home: Home, desk: Desk) -> tuple[int, int]:
    """What is stored of a desk, and how much of it a fault of ours left unjudged."""
    (row,) = [row for row in home.json("status")["devices"] if row["device"] == desk.name]
    return row["stored"], row["unjudged"]


def test_a_fault_of_our_own_keeps_no_event_of_the_chain_waiting(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    """Stored with all behind it, said by its kind alone, and looked at again by a command."""
    desk = enrolled(home, 6)
    ledger = open_ledger(home.db)
    ledger.settings.put("letter/03158/1", "Đặng Văn Đức")
    opened = decode(desk.bodies[0]).fact
    assert isinstance(opened, Installed)
    bad = desk.add(replace(opened, letter="c"))
    desk.receive(1)
    with home.serving() as server:
        assert desk.send(server.post).count == 3
        desk.receive(2)
        assert desk.send(server.post, 3).count == 4
    assert unjudged(home, desk) == (4, 2)  # both installations of the desk
    assert "chờ xét lại" in home.run("status").stdout
    said = capfd.readouterr().err
    assert "ingest: ValueError at branches.py:" in said
    assert bad.hex()[:16] in said
    assert "Đặng" not in said
    assert home.run("judge", "--again").returncode == 0  # nothing is repaired yet
    assert unjudged(home, desk) == (4, 2)
    ledger.settings.put("letter/03158/1", "0")
    home.json("judge", "--again")
    assert unjudged(home, desk) == (4, 0)
    assert ledger.settings.get("letter/03158/1") == "2"  # c is in use
    ledger.close()


def test_a_line_cut_while_a_desk_sends_leaves_no_trace_in_the_log(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    with home.serving() as server:
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            line.sendall(b"POST /sync/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\nMC1E")
            assert server.ask("GET", "/health").status == 200
        assert server.ask("GET", "/health").status == 200
    assert capfd.readouterr().err == ""


def test_a_published_text_is_fetched_from_any_byte(tmp_path: Path) -> None:
    home = found_home(tmp_path)
    text = "mã;tên\n".encode() * 2000
    digest, packed = hashlib.sha256(text).hexdigest(), zstandard.compress(text)
    ledger = open_ledger(home.db)
    with ledger.transaction():
        ledger.catalogues.add(Version("thử", digest, len(text), None, 0, ()), packed)
    ledger.close()
    with home.serving() as server:
        whole = server.ask("GET", f"/sync/1/blob/{digest}")
        assert zstandard.decompress(whole.body) == text
        assert (whole.headers["etag"], whole.headers["x-total-size"]) == (
            f'"{digest}"',
            str(len(packed)),
        )
        rest = server.ask("GET", f"/sync/1/blob/{digest}?offset=10")
        assert whole.body[10:] == rest.body
        assert server.ask("GET", f"/sync/1/blob/{digest}?offset=999999").status == 416


def test_a_home_of_another_province_is_not_served(home: Home, tmp_path: Path) -> None:
    other = found_home(tmp_path)
    done = other.run("serve", "--port", "0", "--db", home.db)
    assert done.returncode == 4
    assert "không thuộc" in done.stderr
