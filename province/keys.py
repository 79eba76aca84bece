"""The province's keys.

Root, recovery and release keys lie in a folder that `serve` never reads: a stick in a drawer is
best. Each is a small JSON file, its secret sealed under a pass-phrase (argon2id) or, without one,
open and readable by its owner only. The server's own key and certificate lie in the home folder.
"""

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Trouble
from app.wire.errors import WireError
from app.wire.seal import CODE_LETTERS, new_seal_key, seal_under_code, unseal_with_code
from app.wire.signing import ServerCertificate, new_key, public_key

LABEL = "motcua/key/1"
ROOT, RECOVERY, RELEASE = "root", "recovery", "release"
SERVER_KEY, SERVER_CERTIFICATE = "server.key", "server.cert"
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
AS_CODE = str.maketrans(BASE32, CODE_LETTERS)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A named pair, 32 bytes each."""

    name: str
    private: bytes
    public: bytes


@dataclass(frozen=True, slots=True)
class ServerKey:
    """What the server signs with, and the root's word for it."""

    private: bytes
    certificate: ServerCertificate


def new_keys() -> tuple[KeyPair, KeyPair, KeyPair]:
    """Root and release for signing, recovery for opening wraps."""
    return (
        KeyPair(ROOT, *new_key()),
        KeyPair(RECOVERY, *new_seal_key()),
        KeyPair(RELEASE, *new_key()),
    )


def write_key(folder: Path, pair: KeyPair, passphrase: str | None) -> None:
    """Into `folder/<name>.key`, never over another one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if passphrase is None:
        secret = pair.private
    else:
        secret = seal_under_code(_as_code(passphrase), pair.private, _context(pair.name))
    content = {
        "motcua": LABEL,
        "name": pair.name,
        "sealed": passphrase is not None,
        "public": pair.public.hex(),
        "secret": secret.hex(),
    }
    write_private(folder / f"{pair.name}.key", json.dumps(content, indent=1) + "\n")


def is_written(folder: Path, name: str) -> bool:
    """Whether a key of that name lies there."""
    return (folder / f"{name}.key").exists()


def is_sealed(folder: Path, name: str) -> bool:
    """Whether a pass-phrase is needed to read the key."""
    return bool(_content(folder, name)["sealed"])


def read_key(folder: Path, name: str, passphrase: str | None) -> KeyPair:
    """Out of `folder`; Trouble where it is missing, damaged or the pass-phrase is another."""
    content = _content(folder, name)
    try:
        secret = bytes.fromhex(content["secret"])
        if content["sealed"]:
            secret = unseal_with_code(_as_code(passphrase or ""), secret, _context(name))
        return KeyPair(name, secret, bytes.fromhex(content["public"]))
    except WireError as error:
        raise Trouble(
            f"Mật khẩu của khóa {name} không đúng. Chưa có gì bị thay đổi. Hãy gõ lại mật khẩu đã "
            "đặt lúc tạo khóa."
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble(f"Tệp khóa {name}.key bị hỏng. Hãy dùng bản sao của thư mục khóa.") from error


def settle_server_key(home: Path) -> bytes:
    """The server's private key in the home folder, a new one where none lies there."""
    path = home / SERVER_KEY
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_private(path, new_key()[0].hex() + "\n")
    try:
        return bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise Trouble(
            f"Không đọc được khóa máy chủ {path}. Hãy chuyển tệp ấy đi chỗ khác rồi chạy lại."
        ) from error


def write_certificate(home: Path, certificate: ServerCertificate) -> None:
    """The root's word for the server's key, in place of an earlier one."""
    _put(home / SERVER_CERTIFICATE, certificate.to_text() + "\n")


def read_server_key(home: Path) -> ServerKey:
    """Out of the home folder; Trouble where they are missing or damaged.

    The certificate is read first: its key stands in the other file before it does itself.
    """
    try:
        text = (home / SERVER_CERTIFICATE).read_text(encoding="utf-8").strip()
        certificate = ServerCertificate.from_text(text)
        lines = (home / SERVER_KEY).read_text(encoding="ascii").split()
        private = next(
            key for key in map(bytes.fromhex, lines) if public_key(key) == certificate.public_key
        )
        return ServerKey(private, certificate)
    except OSError as error:
        raise Trouble(f"Không đọc được khóa máy chủ trong {home}. Hãy kiểm tra --home.") from error
    except (StopIteration, ValueError) as error:
        raise Trouble(f"Khóa máy chủ trong {home} bị hỏng. Hãy dùng bản sao lưu.") from error


def older_server_keys(home: Path) -> tuple[bytes, ...]:
    """Private keys that the server had before: sticks may still be sealed to them."""
    now = read_server_key(home).private
    lines = (home / SERVER_KEY).read_text(encoding="ascii").split()
    return tuple(key for key in map(bytes.fromhex, lines) if key != now)


def replace_server_key(home: Path, key: ServerKey) -> None:
    """Another key and certificate; broken off anywhere, the one or the other is whole.

    The key of the certificate that still stands is kept beside the new one until the next time.
    """
    before = read_server_key(home)
    _put(home / SERVER_KEY, f"{key.private.hex()}\n{before.private.hex()}\n")
    write_certificate(home, key.certificate)


def write_private(path: Path, text: str) -> None:
    """A new file that only its owner reads, whole or not at all; Trouble where one lies there."""
    if path.exists():
        raise Trouble(f"Tệp {path} đã có; không ghi đè lên khóa cũ.")
    _put(path, text)


def _put(path: Path, text: str) -> None:
    """In place of what lies there; broken off anywhere, the old or the new one is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise Trouble(
            f"Không ghi được tệp {path}. Hãy kiểm tra quyền và đĩa rồi chạy lại."
        ) from error


def _content(folder: Path, name: str) -> dict[str, str]:
    path = folder / f"{name}.key"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Trouble(f"Không đọc được khóa {path}. Hãy cắm thư mục khóa (--keys).") from error
    except ValueError as error:
        raise Trouble(f"Tệp khóa {path} bị hỏng. Hãy dùng bản sao của thư mục khóa.") from error
    if not isinstance(content, dict) or content.get("motcua") != LABEL:
        raise Trouble(f"Tệp {path} không phải khóa của Một Cửa.")
    return content


def _context(name: str) -> bytes:
    return f"{LABEL}/{name}".encode()


def _as_code(passphrase: str) -> str:
    """Any text in the letters that sealing under a code keeps apart; no two texts fall together."""
    return base64.b32encode(passphrase.encode()).decode().rstrip("=").translate(AS_CODE)
