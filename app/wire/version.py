"""Which version of a form bytes are in: by the digit in a mark ("MC1E"), or by a first byte."""

from app.wire.errors import Corrupt, UnknownKind

MARK = 4
NUMBERS = range(1, 32)  # above begin the letters of other forms


def check(raw: bytes, mark: bytes) -> None:
    """UnknownKind where a newer program wrote this kind of piece, Corrupt for what is none."""
    found = raw[:MARK]
    if found == mark:
        return
    same_kind = found[:2] + found[3:] == mark[:2] + mark[3:]
    if same_kind and found[2:3].isdigit() and found[2:3] > mark[2:3]:
        raise UnknownKind(found.decode())
    raise Corrupt(mark.decode())


def check_number(raw: bytes, number: int, what: str) -> None:
    """The same of a part whose first byte is its version."""
    found = raw[0] if raw else 0
    if found == number:
        return
    if found > number and found in NUMBERS:
        raise UnknownKind(what)
    raise Corrupt(what)
