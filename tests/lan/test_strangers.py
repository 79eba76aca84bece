"""Who is no desk of this office reads nothing, is told nothing, and holds no desk up."""

import os
import socket
import ssl
import struct
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

import pytest

from app.lan.frames import Ended, Frames, Limits, TlsSocket
from app.lan.line import NetLine
from app.services.lan import Address, NoRelay, Refused
from app.wire import lan as wire
from app.wire.lan import Identity, Trust, check_relay, hello, tls_digest
from app.wire.signing import new_key
from tests.lan.offices import QUICK, TRUST, Standing, desk, member, standing

OTHER_ROOT, OTHER_ROOT_KEY = new_key()
SECRET = "Đặng Văn Đức 011090000007".encode()


@pytest.mark.parametrize(
    ("own", "trust", "told"),
    [
        (desk(2, root=OTHER_ROOT), Trust(OTHER_ROOT_KEY, "03158", training=True), "không do tỉnh"),
        (desk(2, commune="03127"), Trust(TRUST.root, "03127", training=True), "của đơn vị khác"),
        (desk(2, training=False), Trust(TRUST.root, "03158", training=False), "luyện tập"),
    ],
    ids=["other root", "other commune", "real beside training"],
)
def test_a_machine_of_another_office_refuses_the_relay_and_the_relay_refuses_it(
    own: Identity, trust: Trust, told: str
) -> None:
    with standing() as office:
        with pytest.raises(Refused, match=told):
            office.line(own, trust=trust).call("echo", b"")
        with pytest.raises(Refused, match="không cùng cơ quan"):  # one that would take anybody
            office.line(own).call("echo", b"")
        assert office.relay.seen() == ()


def test_a_certificate_without_its_key_is_no_way_in() -> None:
    with standing() as office:
        copied = Identity(desk(2).certificate, new_key()[0])
        with pytest.raises(Refused, match="không cùng cơ quan"):
            office.line(copied).call("echo", b"")


def test_a_revoked_desk_is_told_so_at_the_door_and_between_two_calls() -> None:
    revoked: set[str] = {"03158-3"}
    with standing(ends=lambda device: device in revoked) as office:
        with pytest.raises(Refused, match="Tỉnh đã thu hồi máy này"):
            office.line(desk(3)).call("echo", b"")
        line = office.line(desk(2))
        assert line.call("echo", b"1") == b"03158-2/2:1"
        revoked.add("03158-2")
        for _ in range(2):
            with pytest.raises(Refused, match="Tỉnh đã thu hồi máy này"):
                line.call("echo", b"2")
        line.close()


def test_a_scanned_key_takes_no_other_machine_even_of_the_same_office() -> None:
    with standing() as office:
        right = wire.fingerprint(office.own.certificate.public_key)
        line = office.line(desk(2), key=right)
        assert line.call("echo", b"") == b"03158-2/2:"
        wrong = wire.fingerprint(desk(1).certificate.public_key)
        with pytest.raises(Refused, match="mã QR đã quét"):
            office.line(desk(2), key=wrong).call("echo", b"")
        line.close()


# --- the wire itself -----------------------------------------------------------------------------


@contextmanager
def tls(port: int) -> Iterator[Frames]:
    """A stranger's own connection, by any certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", port), 5) as plain,
        context.wrap_socket(plain) as line,
    ):
        yield Frames(line)


def heard(frames: Frames) -> bytes:
    """The next message, empty where the other end went away."""
    with suppress(OSError):
        return frames.receive(1 << 20, 5, 5)
    return b""


def test_a_recorded_proof_opens_nothing_a_second_time() -> None:
    with standing() as office:
        own, asked = desk(2), b"n" * 32
        with tls(office.port) as first:
            digest = tls_digest(first.line.getpeercert(binary_form=True) or b"")
            first.send(hello(asked))
            relay = check_relay(heard(first)[1:], TRUST, digest, asked)
            proof = wire.desk_proof(own, digest, asked, relay)
            first.send(proof)
            assert heard(first)[:1] == b"\0"
        with tls(office.port) as second:
            second.send(hello(asked))
            assert heard(second)[:1] == b"\0"
            second.send(proof)
            assert heard(second) == b"\x01proof"
            assert heard(second) == b""


def test_who_proves_nothing_is_answered_no_call() -> None:
    with standing() as office, tls(office.port) as line:
        line.send(b"\x04echo" + SECRET)
        assert heard(line) == b""
    with standing() as office, tls(office.port) as line:
        line.send(hello(b"n" * 32))
        assert heard(line)[:1] == b"\0"
        line.send(b"\x04echo" + SECRET)
        assert heard(line) == b"\x01proof"


def test_a_newer_desk_is_told_that_it_is_newer() -> None:
    with standing() as office, tls(office.port) as line:
        line.send(b"MCL\x02" + b"n" * 32)
        assert heard(line) == b"\x01newer"


def test_a_connection_that_went_before_it_was_taken_leaves_nothing_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        far = socket.create_connection(listener.getsockname())
        far.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        far.close()  # not an end, a reset
        near, _ = listener.accept()
    number, context = near.fileno(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sslsocket_class = TlsSocket
    with pytest.raises(Ended):
        context.wrap_socket(near, server_side=True, do_handshake_on_connect=False)
    assert near.fileno() == -1
    with pytest.raises(OSError, match="descriptor"):
        os.fstat(number)


class Middle:
    """Between a desk and the relay: passes bytes on as they are, or ends TLS on both sides."""

    def __init__(self, port: int, *, opens: bool) -> None:
        self.port, self.opens, self.read = port, opens, b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.at = int(self._listener.getsockname()[1])
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        near, _ = self._listener.accept()
        far = socket.create_connection(("127.0.0.1", self.port), 5)
        with suppress(OSError):
            if self.opens:
                pair = wire.new_tls_pair()
                near = _as_server(pair).wrap_socket(near, server_side=True)
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                far = context.wrap_socket(far)
            back = threading.Thread(target=self._pass, args=(far, near))
            back.start()
            self._pass(near, far)
            back.join()
        near.close()
        far.close()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65_536):
                self.read += piece
                target.sendall(piece)
        for line in (source, target):
            with suppress(OSError):
                socket.socket.shutdown(line, socket.SHUT_RDWR)

    def close(self) -> None:
        """It is over when both ends are."""
        self._thread.join(20)
        self._listener.close()


def _as_server(pair: wire.TlsPair) -> ssl.SSLContext:
    from app.lan.relay import _tls

    return _tls(pair)


def test_what_is_recorded_on_the_way_holds_no_clear_word() -> None:
    with standing() as office:
        tap = Middle(office.port, opens=False)
        line = NetLine(Address("127.0.0.1", tap.at), member(desk(2)), QUICK)
        assert line.call("echo", SECRET) == b"03158-2/2:" + SECRET
        line.close()
        tap.close()
    assert len(tap.read) > 1_000
    for clear in (SECRET, SECRET[:8], b"011090000007", b"03158", b"echo", b"MCL"):
        assert clear not in tap.read


def test_who_ends_tls_between_two_desks_reads_nothing_of_either() -> None:
    with standing() as office:
        middle = Middle(office.port, opens=True)
        line = NetLine(Address("127.0.0.1", middle.at), member(desk(2)), QUICK)
        with pytest.raises(Refused, match="không chứng minh được khoá"):
            line.call("echo", SECRET)
        middle.close()
        assert SECRET not in middle.read
        assert b"03158-2" not in middle.read  # the desk had not even said its name
        assert office.relay.seen() == ()


# --- who wants to be in the way -------------------------------------------------------------------


def reach(office: Standing) -> None:
    line = office.line(desk(2))
    assert line.call("echo", b"") == b"03158-2/2:"
    line.close()


def test_sixty_four_open_connections_of_a_stranger_hold_no_desk_up() -> None:
    with standing(limits=Limits()) as office, ExitStack() as held:
        mute = [
            held.enter_context(socket.create_connection(("127.0.0.1", office.port), 5))
            for _ in range(64)
        ]
        reach(office)
        mute[0].settimeout(5)
        assert mute[0].recv(1) == b""  # the oldest had to go


@pytest.mark.parametrize(
    "said",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\x16\x03\x01\xff\xff" + b"\0" * 200,
        bytes(range(256)) * 40,
        b"SSH-2.0-scanner\r\n",
        b"",
    ],
    ids=["plain http", "broken tls", "garbage", "scanner", "nothing"],
)
def test_bytes_that_are_no_tls_get_no_answer_worth_a_word(said: bytes) -> None:
    with standing() as office:
        with socket.create_connection(("127.0.0.1", office.port), 5) as line:
            line.settimeout(5)
            line.sendall(said)
            got = b""
            with suppress(ConnectionError):
                while piece := line.recv(4_096):
                    got += piece
        assert len(got) < 16  # a TLS alert at most
        reach(office)


def test_a_mute_one_and_one_that_says_a_byte_at_a_time_are_gone_in_seconds() -> None:
    with standing() as office, tls(office.port) as mute, tls(office.port) as slow:
        stopped = threading.Event()

        def drip() -> None:
            with suppress(OSError):
                while not stopped.wait(0.1):
                    slow.line.sendall(b"\0")

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert heard(mute) == b""
        assert heard(slow) == b""
        stopped.set()
        dripping.join()
        reach(office)


def test_a_size_that_is_too_big_is_no_message_and_takes_no_memory() -> None:
    with standing() as office, tls(office.port) as line:
        line.line.sendall(b"\xff\xff\xff\xff")
        assert heard(line) == b""
        reach(office)


def test_a_relay_that_says_nonsense_is_no_relay() -> None:
    with socket.create_server(("127.0.0.1", 0)) as fake:
        port = int(fake.getsockname()[1])

        def answer() -> None:
            reached, _ = fake.accept()
            with reached, suppress(OSError):
                reached.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                reached.recv(1)

        serving = threading.Thread(target=answer)
        serving.start()
        line = NetLine(Address("127.0.0.1", port), member(desk(2)), QUICK)
        with pytest.raises(NoRelay, match="Chưa thấy máy nối"):
            line.call("echo", b"")
        serving.join(10)
