"""What a certificate of another time is taken for, over real TLS."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from socket import create_server

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as new_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from app.sync.transport import Early, Expired, HttpLine, LineError, Stranger

DAY = timedelta(days=1)
REAL_NOW = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)  # a day of our lifetime
LONG = 20_000 * DAY


def certificate(
    name: str, begins: datetime, ends: datetime, key: EllipticCurvePrivateKey,
    issuer: str, by: EllipticCurvePrivateKey,
) -> bytes:  # fmt: skip
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    builder = x509.CertificateBuilder(
        named(issuer), named(name), key.public_key(), x509.random_serial_number(), begins, ends
    )
    hosts = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    constraints = x509.BasicConstraints(ca=name == issuer, path_length=None)
    made = builder.add_extension(hosts, critical=False).add_extension(constraints, critical=True)
    return made.sign(by, SHA256()).public_bytes(Encoding.PEM)


@contextmanager
def province(folder: Path, begins: datetime, ends: datetime) -> Iterator[HttpLine]:
    """A line to a TLS server whose certificate holds between two days, its authority trusted."""
    authority, key = new_key(SECP256R1()), new_key(SECP256R1())
    trusted = folder / "authority.pem"
    trusted.write_bytes(
        certificate("tinh", REAL_NOW - LONG, REAL_NOW + LONG, authority, "tinh", authority)
    )
    own = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    own.write_bytes(certificate("may chu", begins, ends, key, "tinh", authority) + private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(own)
    with create_server(("127.0.0.1", 0)) as listener:

        def shake_hands() -> None:
            reached, _ = listener.accept()
            with reached, suppress(OSError):
                context.wrap_socket(reached, server_side=True).close()

        thread = threading.Thread(target=shake_hands)
        thread.start()
        line = HttpLine(f"https://127.0.0.1:{listener.getsockname()[1]}")
        line._session.verify = str(trusted)
        yield line
        line.close()
        thread.join()


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [(-LONG, -LONG + DAY, Expired), (LONG - DAY, LONG, Early)],
    ids=["ended", "not begun"],
)
def test_a_certificate_of_another_time_is_told_from_a_missing_line(
    tmp_path: Path, begins: timedelta, ends: timedelta, told: type[LineError]
) -> None:
    with province(tmp_path, REAL_NOW + begins, REAL_NOW + ends) as line, pytest.raises(told):
        line.post(b"x")


def test_one_that_holds_now_is_no_matter_of_time(tmp_path: Path) -> None:
    with (
        province(tmp_path, REAL_NOW - LONG, REAL_NOW + LONG) as line,
        pytest.raises(LineError) as told,
    ):
        line.post(b"x")  # hung up on after the hands were shaken
    assert type(told.value) is LineError


def test_who_has_no_certificate_for_the_name_is_a_stranger(tmp_path: Path) -> None:
    with province(tmp_path, REAL_NOW - LONG, REAL_NOW + LONG) as line:
        line._session.verify = True  # its authority is not one of this system's
        with pytest.raises(Stranger):
            line.post(b"x")
