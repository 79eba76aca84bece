"""A whole chain as an enrolment carries it: columns under zstd, in portions, as text."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence

from app.wire import columns, packing
from app.wire.errors import Corrupt

MOST_EVENTS, MOST_BYTES = 20_000, 8 << 20
Part = tuple[int, str]  # how many events, and their packed columns in base64


def pack_chain(bodies: Iterable[bytes]) -> tuple[Part, ...]:
    """In order; nothing for nothing."""
    parts: list[Part] = []
    held: list[bytes] = []
    size = 0
    for body in bodies:
        if held and (len(held) == MOST_EVENTS or size + len(body) > MOST_BYTES):
            parts.append(_part(held))
            held, size = [], 0
        held.append(body)
        size += len(body)
    return (*parts, _part(held)) if held else ()


def unpack_chain(parts: Sequence[Part]) -> list[bytes]:
    """The bodies again; Corrupt for what `pack_chain` does not write."""
    found: list[bytes] = []
    for part in parts:
        if len(part) != 2 or type(part[0]) is not int or not isinstance(part[1], str):  # noqa: PLR2004 - a part
            raise Corrupt("part")
        count, text = part
        if not 0 < count <= MOST_EVENTS:
            raise Corrupt("part")
        try:
            packed = b64decode(text, validate=True)
        except ValueError as error:
            raise Corrupt("part") from error
        found += columns.unpack(packing.unpack(packed), count, packing.MOST_PLAIN)
    return found


def _part(bodies: list[bytes]) -> Part:
    return len(bodies), b64encode(packing.pack(columns.pack(bodies))).decode()
