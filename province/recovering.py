"""`recover`: the recovery key opens a copy's wrap, and its key goes to the machine that asks.

The server plays no part: the copy itself is not read beyond its label, the key is sealed to the
request, and the check word says whose request it is.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import ClerkError, Trouble
from app.wire import backup
from app.wire.backup import Label
from app.wire.enrolment import Request, open_request
from app.wire.errors import UnknownKind, WireError
from province.keys import RECOVERY, is_sealed, read_key
from province.passphrase import for_sealed_key

OTHER_KEY = (
    "Khóa khôi phục trong {keys} không mở được bản sao này: bản sao của tỉnh khác, hoặc của máy "
    "đứng riêng (hãy dùng phiếu khôi phục của xã). Chưa ghi gì."
)


@dataclass(frozen=True, slots=True)
class Recovered:
    """Whose copy it is, and the word that the machine's request shows."""

    label: Label
    check_word: str


def recover(request: Path, copy: Path, keys: Path, out: Path) -> Recovered:
    """Write the answer; ClerkError for a file that is not what it should be, Trouble else."""
    asked, label = _request(request), _label(copy)
    passphrase = for_sealed_key(RECOVERY) if is_sealed(keys, RECOVERY) else None
    pair = read_key(keys, RECOVERY, passphrase)
    try:
        key = backup.unwrap(pair.private, label.recovery_wrap)
    except WireError as error:
        raise Trouble(OTHER_KEY.format(keys=keys)) from error
    try:
        out.write_text(backup.hand_over(key, asked.seal_key), encoding="utf-8")
    except OSError as error:
        raise Trouble(f"Không ghi được tệp {out}. Hãy chọn nơi khác.") from error
    return Recovered(label, asked.check_word)


def _request(file: Path) -> Request:
    try:
        return open_request(file.read_text(encoding="utf-8"))
    except UnknownKind as error:
        raise ClerkError(f"Tệp {file} do chương trình mới hơn ghi. Chưa ghi gì.") from error
    except (OSError, UnicodeDecodeError, WireError) as error:
        raise ClerkError(
            f"Tệp {file} không phải yêu cầu của một máy, hoặc bị sửa. Chưa ghi gì; hãy xin xã "
            "tệp mới."
        ) from error


def _label(file: Path) -> Label:
    try:
        with file.open("rb") as raw:
            end = raw.seek(0, os.SEEK_END)
            raw.seek(max(0, end - backup.TAIL))
            size = backup.label_size(raw.read())
            raw.seek(max(0, end - backup.TAIL - size))
            return backup.read(raw.read(size))
    except UnknownKind as error:
        raise ClerkError(f"Bản sao {file} do chương trình mới hơn ghi. Chưa ghi gì.") from error
    except (OSError, WireError) as error:
        raise ClerkError(
            f"Tệp {file} không phải bản sao của Một Cửa, hoặc đã bị cắt. Chưa ghi gì."
        ) from error
