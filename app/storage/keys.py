"""The database key and who may use it (docs/security.md).

The key is random. Each clerk has a wrap of it under argon2id(PIN or pass-phrase) joined with the
machine secret; a one-time code is such a wrap that waits for its owner's PIN; the recovery key has
a sealed copy. `keys.json` holds wraps only and is worthless on another machine.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.domain.errors import ClerkError, Trouble
from app.domain.times import to_seconds
from app.domain.vietnamese import nfc
from app.storage.key_book import (
    CODE_MARK,
    SALT_BYTES,
    changing,
    exists,
    left_to_wait,
    read_book,
    round_seconds,
    users,
    write_book,
)
from app.storage.profile import ProfilePaths, machine_secret, read_private, write_private
from app.wire.backup import RECOVERY_CONTEXT
from app.wire.seal import clean_code, new_code, seal

__all__ = ["exists", "users"]
Found = TypeVar("Found")
KEY_BYTES, NONCE = 32, bytes(12)
MOST_FAILURES = 5
PIN_LENGTH = range(6, 13)
TOO_SHORT = (
    "Mới gõ {0} ký tự: {1} nào cũng có từ 6 ký tự trở lên. Không tính là một lần sai; hãy gõ lại."
)
PHRASE_LENGTH = 10
FIVE_TIMES = "Sai 5 lần. Đợi {0} phút, hoặc nhờ Giám đốc cấp mã dùng một lần để đặt lại."
WRONG_MACHINE = (
    "Dữ liệu này được lập trên máy khác nên không mở được ở đây; dữ liệu vẫn nguyên. "
    "Hãy mở trên máy cũ; nếu máy cũ hỏng, hãy khôi phục ở đây bằng phiếu khôi phục hoặc trả lời "
    "của tỉnh, hoặc gọi người hỗ trợ."
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB, passes."""

    memory_kib: int = 64 << 10
    passes: int = 3


def check_pin(pin: str) -> None:
    """ClerkError unless it is 6-12 digits or a pass-phrase of ten letters and more."""
    length = len(nfc(pin))
    if length not in PIN_LENGTH if _is_digits(pin) else length < PHRASE_LENGTH:
        raise ClerkError(
            "Mã PIN phải có 6 đến 12 chữ số, hoặc là một câu từ 10 ký tự trở lên.", "pin"
        )


def check_short(pin: str) -> None:
    """ClerkError unless it can open a window again: 6-12 digits."""
    if not is_pin(pin):
        raise ClerkError("Mã PIN phải có 6 đến 12 chữ số.", "pin")


def is_pin(secret: str) -> bool:
    """Whether it is 6-12 digits."""
    return _is_digits(secret) and len(secret) in PIN_LENGTH


def is_phrase(secret: str) -> bool:
    """Whether it is a pass-phrase: ten characters and more, and not all of them digits."""
    told = nfc(secret)
    letters = any(not one.isdigit() and not one.isspace() for one in told)
    return letters and len(told) >= PHRASE_LENGTH


def new_key() -> bytes:
    """A database key; only this process knows it until it is kept."""
    return secrets.token_bytes(KEY_BYTES)


def create_keys(  # noqa: PLR0913 - a key and who may use it
    paths: ProfilePaths, key: bytes, user: str, pin: str, recovery_public: bytes, cost: Cost
) -> None:
    """Keep the key of a new database, wrapped for its first user and to the recovery key."""
    check_pin(pin)
    secret = machine_secret(paths, create=True)
    if secret is None:
        raise Trouble(WRONG_MACHINE)
    book = {
        "version": 1,
        "machine": _fingerprint(secret),
        "recovery_public": recovery_public.hex(),
        "recovery_wrap": seal(recovery_public, key, RECOVERY_CONTEXT).hex(),
        "wraps": {user: _wrap(key, secret, user, pin, cost)},
    }
    write_book(paths, book)


def open_key(paths: ProfilePaths, user: str, pin: str, now: datetime) -> bytes:
    """The database key for a clerk with his PIN.

    Raises Trouble: wrong PIN with the tries left, waiting time after five, another machine; what is
    shorter than any secret can be is no try.
    """
    book = read_book(paths)
    secret = _secret(paths, book)

    def key_of(wrap: dict[str, Any]) -> bytes | None:
        return _unwrap(wrap, secret, user, pin)

    what = _called(user, book["wraps"].get(user, {}))
    return _guessed(paths, user, what, now, key_of, typed=pin)


def check_again(paths: ProfilePaths, user: str, verifier: str, pin: str, now: datetime) -> None:
    """Trouble unless it is the short PIN; guesses count as those at the wrapped key do."""
    _guessed(paths, user, "mã PIN", now, lambda _wrap: _fits(verifier, pin) or None, typed=pin)


def verifier_of(pin: str, cost: Cost) -> str:
    """What a short PIN is checked by (argon2id, with its cost); ClerkError for one that is none."""
    check_short(pin)
    return str(_hasher(cost).hash(pin))


def _unknown(book: dict[str, Any], user: str) -> Trouble:
    if CODE_MARK + user in book["wraps"]:
        return Trouble(
            f"“{user[:32]}” chưa đặt mã PIN trên máy này. Hãy đặt bằng mã dùng một lần đã nhận."
        )
    return Trouble(
        f"Máy này không mở được cho “{user[:32]}”: không có người dùng ấy, đã thôi làm việc, hoặc "
        "chưa đặt mã PIN ở đây. Hãy xem lại tên, hoặc xin Giám đốc mã dùng một lần."
    )


def set_pin(paths: ProfilePaths, key: bytes, user: str, pin: str, cost: Cost) -> None:
    """Give a clerk a wrap under his own PIN; his one-time code is used up."""
    check_pin(pin)
    wrap = _wrap(key, _secret(paths, read_book(paths)), user, pin, cost)
    with changing(paths) as book:
        book["wraps"][user] = wrap
        book["wraps"].pop(CODE_MARK + user, None)


def add_code(paths: ProfilePaths, key: bytes, user: str, cost: Cost) -> str:
    """A one-time code that lets a clerk set his PIN."""
    name, code = CODE_MARK + user, new_code()
    wrap = _wrap(key, _secret(paths, read_book(paths)), name, code, cost)
    with changing(paths) as book:
        book["wraps"][name] = wrap
    return code


def key_by_code(paths: ProfilePaths, user: str, code: str, now: datetime) -> bytes:
    """The database key for a one-time code; Trouble where it does not fit."""
    book = read_book(paths)
    if CODE_MARK + user not in book["wraps"]:
        raise Trouble(f"Không có mã dùng một lần nào đang chờ cho “{user[:32]}”.")
    return open_key(paths, CODE_MARK + user, clean_code(code), now)


def remove_user(paths: ProfilePaths, user: str) -> None:
    """The clerk's PIN opens nothing any more."""
    with changing(paths) as book:
        for name in (user, CODE_MARK + user):
            book["wraps"].pop(name, None)


def replace_recovery(paths: ProfilePaths, key: bytes, recovery_public: bytes) -> None:
    """Wrap to the province's recovery key instead of a printed sheet's."""
    with changing(paths) as book:
        book["recovery_public"] = recovery_public.hex()
        book["recovery_wrap"] = seal(recovery_public, key, RECOVERY_CONTEXT).hex()


def is_here(paths: ProfilePaths) -> bool:
    """Whether the book is sound and this machine's; False for one that was copied here."""
    try:
        _secret(paths, read_book(paths))
    except Trouble:
        return False
    return True


def recovery_public(paths: ProfilePaths) -> str:
    """Whose private half opens the recovery wrap; hex."""
    return str(read_book(paths)["recovery_public"])


def recovery_wrap(paths: ProfilePaths) -> bytes:
    """What a backup carries along."""
    return bytes.fromhex(read_book(paths)["recovery_wrap"])


def save_pending(paths: ProfilePaths, values: dict[str, str]) -> None:
    """Keep the private keys of a request, sealed under the machine secret."""
    secret = machine_secret(paths, create=True)
    if secret is None:
        raise Trouble(WRONG_MACHINE)
    nonce = secrets.token_bytes(len(NONCE))
    box = ChaCha20Poly1305(_derive(secret, b"", "pending")).encrypt(
        nonce, json.dumps(values).encode(), b"pending"
    )
    write_private(paths.pending, nonce + box)


def load_pending(paths: ProfilePaths) -> dict[str, str] | None:
    """The keys of the open request; None where there is none of this machine's."""
    secret = machine_secret(paths)
    if secret is None or not paths.pending.exists():
        return None
    raw = read_private(paths.pending)
    try:
        plain = ChaCha20Poly1305(_derive(secret, b"", "pending")).decrypt(
            raw[: len(NONCE)], raw[len(NONCE) :], b"pending"
        )
    except InvalidTag:
        return None
    return dict(json.loads(plain))


def drop_pending(paths: ProfilePaths) -> None:
    """The request was answered."""
    paths.pending.unlink(missing_ok=True)


def seal_own(pin: str, private: bytes, cost: Cost) -> bytes:
    """A clerk's signing key under his PIN, for the encrypted file."""
    salt = secrets.token_bytes(SALT_BYTES)
    key = _stretch(pin, salt, cost)
    return salt + ChaCha20Poly1305(key).encrypt(NONCE, private, b"own")


def unseal_own(pin: str, sealed: bytes, cost: Cost) -> bytes | None:
    """The signing key again; None where the PIN was changed without it."""
    key = _stretch(pin, sealed[:SALT_BYTES], cost)
    try:
        return ChaCha20Poly1305(key).decrypt(NONCE, sealed[SALT_BYTES:], b"own")
    except InvalidTag:
        return None


# --- inside -------------------------------------------------------------------------------------


def _guessed(  # noqa: PLR0913 - who, what, when, and the guess
    paths: ProfilePaths,
    user: str,
    what: str,
    now: datetime,
    guess: Callable[[dict[str, Any]], Found | None],
    *,
    typed: str,
) -> Found:
    """What the guess finds; Trouble where it finds nothing, or the clerk must wait."""
    book = read_book(paths)
    wrap = book["wraps"].get(user)
    if wrap is None:
        raise _unknown(book, user)
    _check_wait(wrap, now)
    if len(nfc(typed)) < PIN_LENGTH.start:  # nobody's secret was ever so short
        raise Trouble(TOO_SHORT.format(len(nfc(typed)), what))
    found = guess(wrap)
    if found is None:
        raise _wrong(paths, user, what, now)
    if wrap["failures"] or wrap.get("rounds"):
        _forgive(paths, user)
    return found


def _called(user: str, wrap: dict[str, Any]) -> str:
    """What the clerk types to open this wrap."""
    if user.startswith(CODE_MARK):
        return "mã dùng một lần"
    return "cụm mật khẩu" if wrap.get("digits") is None else "mã PIN"


def _hasher(cost: Cost) -> Any:
    from argon2 import PasswordHasher

    return PasswordHasher(cost.passes, cost.memory_kib, parallelism=1)


def _fits(verifier: str, pin: str) -> bool:
    from argon2.exceptions import VerificationError

    try:
        return bool(_hasher(Cost()).verify(verifier, pin))
    except VerificationError:
        return False


def _wrap(key: bytes, secret: bytes, user: str, pin: str, cost: Cost) -> dict[str, Any]:
    salt = secrets.token_bytes(SALT_BYTES)
    kek = _derive(_stretch(pin, salt, cost), secret, user)
    return {
        "salt": salt.hex(),
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "box": ChaCha20Poly1305(kek).encrypt(NONCE, key, user.encode()).hex(),
        "digits": len(pin) if _is_digits(pin) else None,
        "failures": 0,
        "wait_until": 0,
    }


def _unwrap(wrap: dict[str, Any], secret: bytes, user: str, pin: str) -> bytes | None:
    cost = Cost(wrap["memory_kib"], wrap["passes"])
    kek = _derive(_stretch(pin, bytes.fromhex(wrap["salt"]), cost), secret, user)
    try:
        return ChaCha20Poly1305(kek).decrypt(NONCE, bytes.fromhex(wrap["box"]), user.encode())
    except InvalidTag:
        return None


def _stretch(pin: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    typed = nfc(pin).encode("utf-8", "surrogatepass")  # one phrase, however its marks were typed
    return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, 1, KEY_BYTES, Type.ID)


def _derive(base: bytes, secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, b"motcua/kek/1/" + purpose.encode()).derive(
        base + secret
    )


def _fingerprint(secret: bytes) -> str:
    return hmac.new(secret, b"motcua/machine/1", hashlib.sha256).hexdigest()


def _is_digits(pin: str) -> bool:
    return pin.isascii() and pin.isdigit()


def _secret(paths: ProfilePaths, book: dict[str, Any]) -> bytes:
    secret = machine_secret(paths)
    if secret is None or not hmac.compare_digest(_fingerprint(secret), book["machine"]):
        raise Trouble(WRONG_MACHINE)
    return secret


def _check_wait(wrap: dict[str, Any], now: datetime) -> None:
    left = left_to_wait(wrap, now)
    if left:
        raise Trouble(f"Sai 5 lần. Đợi {left} giây rồi thử lại, hoặc nhờ Giám đốc mở.")


def _forgive(paths: ProfilePaths, user: str) -> None:
    with changing(paths) as book:
        book["wraps"].get(user, {}).update(failures=0, wait_until=0, rounds=0)


def _wrong(paths: ProfilePaths, user: str, what: str, now: datetime) -> Trouble:
    """Count it; what to say. The book is read again: the guess took its time."""
    with changing(paths) as book:
        wrap = book["wraps"].get(user, {"failures": 0})
        wrap["failures"] += 1
        left, rounds = MOST_FAILURES - wrap["failures"], int(wrap.get("rounds", 0)) + 1
        wait = round_seconds(rounds)
        if left <= 0:
            wrap.update(failures=0, rounds=rounds, wait_until=to_seconds(now) + wait)
    if left <= 0:
        return Trouble(FIVE_TIMES.format(wait // 60))
    return Trouble(f"Sai {what}. Còn {left} lần rồi phải đợi {wait // 60} phút.")
