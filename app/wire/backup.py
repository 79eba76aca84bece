"""The label at the end of a copy: whose it is, how far it goes, and the key in its recovery wrap.

    database | label as JSON | u32 size of the label | "MC1B"

A copy is the encrypted database itself, so it is read where it lies; SQLite looks at no byte behind
its last page. The label is not trusted: a wrap that was put there by somebody else opens nothing,
and what it says of the content is compared with the content. It names no person.

The province opens a copy by its label alone (`Opened`): the key goes on to the machine that asks.
"""

import json
import struct
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import Any

from app.wire import version
from app.wire.errors import Corrupt, UnknownKind
from app.wire.seal import seal, unseal

MAGIC = b"MC1B"
TAIL = 8  # size and mark
MOST_LABEL = 1 << 16
RECOVERY_CONTEXT = b"motcua/recovery/1"
OPENED, OPENED_CONTEXT = "motcua/opened/1", b"motcua/opened/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What stands behind the database; `digest` is the SHA-256 of its `size` bytes, in hex."""

    made_at: str
    commune: str
    desk: int
    letter: str
    device: str | None
    training: bool
    events: int
    dossiers: int
    head: str
    size: int
    digest: str
    wrap: str

    @property
    def recovery_wrap(self) -> bytes:
        """The database's key, sealed to the recovery key."""
        return bytes.fromhex(self.wrap)


def pack(label: Label) -> bytes:
    """What is written behind the database."""
    text = json.dumps(asdict(label), ensure_ascii=False).encode()
    return text + struct.pack(">I", len(text)) + MAGIC


def label_size(tail: bytes) -> int:
    """How many bytes of label stand before a file's last ones; Corrupt where it is no copy."""
    if len(tail) != TAIL:
        raise Corrupt("tail")
    version.check(tail[4:], MAGIC)
    (size,) = struct.unpack(">I", tail[:4])
    if size > MOST_LABEL:
        raise Corrupt("label")
    return int(size)


def read(text: bytes) -> Label:
    """The label; Corrupt for anything else. Fields of a newer program are left out."""
    try:
        values = json.loads(text)
        known = {name: values[name] for name in Label.__dataclass_fields__}
        label = Label(**known)
        bytes.fromhex(label.wrap + label.head + label.digest)
        size = int(label.size)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Corrupt("label") from error
    if size < 0:
        raise Corrupt("label")
    return label


def unwrap(recovery_private: bytes, wrap: bytes) -> bytes:
    """The database's key; Corrupt for another recovery key."""
    return unseal(recovery_private, wrap, RECOVERY_CONTEXT)


def hand_over(key: bytes, seal_key: bytes) -> str:
    """The province's answer: a copy's key, for the machine that asked and no other."""
    box = b64encode(seal(seal_key, key, OPENED_CONTEXT)).decode()
    values = {"motcua": OPENED, "box": box}
    return json.dumps(values, indent=1) + "\n"


def is_answer(text: str) -> bool:
    """Whether a text is such an answer, of this or another version, rather than a sheet's words."""
    return text.lstrip().startswith("{")


def take_over(text: str, seal_private: bytes) -> bytes:
    """The key again; Corrupt: cut, or for another machine; UnknownKind: of a newer program."""
    try:
        values: dict[str, Any] = json.loads(text)
        label, box = str(values["motcua"]), b64decode(values["box"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Corrupt("answer") from error
    if label != OPENED:
        raise UnknownKind(label) if label.startswith("motcua/") else Corrupt("answer")
    return unseal(seal_private, box, OPENED_CONTEXT)
