"""The book of wrapped keys as a file: who has a key here, and who must wait. No cryptography.

The lock page reads it before its first paint, so it imports next to nothing.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from app.domain.errors import Trouble
from app.domain.times import to_seconds
from app.storage.profile import ProfilePaths, alone, read_private, write_private

WAIT_SECONDS, MOST_WAIT_SECONDS = 60, 3600  # it doubles with each five wrong guesses in a row
SALT_BYTES, BOX_BYTES = 16, 48
COSTS = (range(8, (1 << 20) + 1), range(1, 65))  # KiB and passes that a sane book asks for
CODE_MARK = "code/"
KEYS_LOST = (
    "Thiếu tệp khoá keys.json nên chưa mở được dữ liệu. Dữ liệu vẫn nguyên, không đổi gì. "
    "Hãy chép lại keys.json từ bản sao, hoặc gọi người hỗ trợ; giữ phiếu khôi phục bên mình."
)


def exists(paths: ProfilePaths) -> bool:
    """Whether a desk was set up here."""
    return paths.keys.exists()


def users(paths: ProfilePaths) -> list[str]:
    """Who can unlock this machine with a PIN, the first one first."""
    return [user for user in read_book(paths)["wraps"] if not user.startswith(CODE_MARK)]


def awaited(paths: ProfilePaths) -> list[str]:
    """Who has a one-time code that waits for its owner."""
    wraps = read_book(paths)["wraps"]
    return [name.removeprefix(CODE_MARK) for name in wraps if name.startswith(CODE_MARK)]


def digits_of(paths: ProfilePaths, user: str) -> int | None:
    """How many digits a clerk's PIN has; None for a pass-phrase."""
    wrap = read_book(paths)["wraps"].get(user) or {}
    digits = wrap.get("digits")
    return int(digits) if digits is not None else None


def waits_seconds(paths: ProfilePaths, user: str, now: datetime) -> int:
    """How long a clerk must wait before the next try."""
    return left_to_wait(read_book(paths)["wraps"].get(user) or {}, now)


def left_to_wait(wrap: dict[str, Any], now: datetime) -> int:
    """Seconds before the next guess at one wrap; none under a clock that was set far back."""
    left = int(wrap.get("wait_until", 0)) - to_seconds(now)
    return left if 0 < left <= round_seconds(int(wrap.get("rounds", 0))) else 0


def round_seconds(rounds: int) -> int:
    """How long the wait is after so many times five wrong guesses, none right between them."""
    return min(WAIT_SECONDS << min(max(rounds - 1, 0), 10), MOST_WAIT_SECONDS)


def read_book(paths: ProfilePaths) -> dict[str, Any]:
    """The book; Trouble where there is none or it is damaged."""
    if not paths.keys.exists():
        raise Trouble(
            "Máy này chưa được lập. Hãy chạy motcua init --standalone, hoặc motcua enrol với tệp "
            "của tỉnh."
        )
    try:
        book = json.loads(read_private(paths.keys))
        wraps = book["wraps"].values()
        sound = book["version"] == 1 and book["machine"] and all(map(_sound, wraps))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged() from error
    if not sound:
        raise _damaged()
    return dict(book)


@contextmanager
def held(paths: ProfilePaths) -> Iterator[None]:
    """No other process makes or changes the book until the block has ended."""
    with alone(paths.data / "keys.lock"):
        yield


@contextmanager
def changing(paths: ProfilePaths) -> Iterator[dict[str, Any]]:
    """The book to be changed, while no other process changes it; kept when the block has ended."""
    with held(paths):
        book = read_book(paths)
        yield book
        write_book(paths, book)


def _sound(wrap: dict[str, Any]) -> bool:
    return (
        len(bytes.fromhex(wrap["salt"])) == SALT_BYTES
        and len(bytes.fromhex(wrap["box"])) == BOX_BYTES
        and wrap["memory_kib"] in COSTS[0]
        and wrap["passes"] in COSTS[1]
        and int(wrap["failures"]) >= 0
        and int(wrap["wait_until"]) >= 0
        and int(wrap.get("rounds", 0)) >= 0
    )


def _damaged() -> Trouble:
    return Trouble(
        "Tệp khoá keys.json hỏng. Dữ liệu vẫn nguyên nhưng chưa mở được. "
        "Hãy chép lại keys.json từ bản sao, hoặc gọi người hỗ trợ; giữ phiếu khôi phục bên mình."
    )


def write_book(paths: ProfilePaths, book: dict[str, Any]) -> None:
    """Keep the book; after a power cut it is the old one or the new one."""
    write_private(paths.keys, json.dumps(book, indent=1).encode())
