"""Events as columns: what a week of dossiers has in common is sent once.

Events of one kind and version share columns. Times are differences to the event before; a step's
reference is told as the place of its dossier among the receptions of the batch, counted from the
newest. A line that is not canonical JSON (damage, a newer writer) travels as it is. `unpack` gives
every line back byte for byte: lines are hashed and signed, columns only carry them.
"""

from collections.abc import Sequence
from typing import Any

from app.wire import column
from app.wire.errors import Corrupt
from app.wire.event import HEAD, dump, load
from app.wire.streams import Reader, Writer

TIME, REFERENCE = 2, 4
OPENS = 0
MOST_NUMBER = 1 << 60
Row = list[Any]


def pack(lines: Sequence[bytes]) -> bytes:
    """The streams of a batch, not yet compressed."""
    rows = [_row(line) for line in lines]
    kinds: dict[tuple[int, int], list[Row]] = {}
    which = []
    for row in _told(rows):
        key = None if row is None else (row[0], row[1])
        if row is not None and key is not None:
            kinds.setdefault(key, []).append(row[2:])
        which.append(0 if key is None else list(kinds).index(key) + 1)
    out = Writer()
    out.count(len(kinds))
    column.write(out, which)
    for key in kinds:
        for number in key:
            column.write(out, [number])
    for members in kinds.values():
        column.write(out, members)
    raw = [line for line, row in zip(lines, rows, strict=True) if row is None]
    column.write(out, [len(line) for line in raw])
    out.text += b"".join(raw)
    return out.whole()


def unpack(packed: bytes, count: int, most_bytes: int) -> list[bytes]:
    """The lines again. Raises Corrupt for what `pack` does not write, or more than `most_bytes`."""
    source = Reader.of(packed)
    kinds = source.count()
    if kinds > count:
        raise Corrupt("kinds")
    which = column.read(source, count)
    if not all(type(one) is int and 0 <= one <= kinds for one in which):
        raise Corrupt("kinds")
    keys = [[*column.read(source, 1), *column.read(source, 1)] for _ in range(kinds)]
    tables = [column.read(source, which.count(place)) for place in range(1, kinds + 1)]
    sizes = column.read(source, which.count(0))
    lines = _lines(which, keys, tables, most_bytes)
    for place, size in zip([at for at, one in enumerate(which) if not one], sizes, strict=True):
        if type(size) is not int or size < 0:
            raise Corrupt("raw")
        lines[place] = source.piece(size)
    source.end()
    return lines


def _row(line: bytes) -> Row | None:
    """The values of a canonical line, None for one that must travel as it is."""
    try:
        row = load(line)
        canonical = len(row) >= HEAD and dump(row) == line
    except (Corrupt, ValueError, RecursionError):
        return None
    numbers = all(type(one) is int for one in row[: TIME + 1])
    return row if canonical and numbers and _is_plain(row, column.DEEPEST - 2) else None


def _is_plain(value: Any, depth: int) -> bool:
    """Arrays, texts, nulls and numbers that fit, not too deep."""
    if type(value) is list:
        return depth > 0 and all(_is_plain(one, depth - 1) for one in value)
    if type(value) is int:
        return abs(value) < MOST_NUMBER
    return type(value) in column.KINDS


def _told(rows: list[Row | None]) -> list[Row | None]:
    """Times and references as they travel."""
    told: list[Row | None] = []
    before, openings = 0, _Openings()
    for place, row in enumerate(rows):
        if row is None:
            told.append(None)
            continue
        moved = list(row)
        moved[TIME], before = row[TIME] - before, row[TIME]
        moved[REFERENCE] = openings.tell(place, row[REFERENCE])
        told.append(moved)
    return told


def _lines(
    which: list[int], keys: list[list[int]], tables: list[list[Any]], most_bytes: int
) -> list[bytes]:
    rows = [iter(table) for table in tables]
    lines: list[bytes] = []
    before, openings, size = 0, _Openings(), 0
    for place, kind in enumerate(which):
        if not kind:
            lines.append(b"")
            continue
        tail = next(rows[kind - 1])
        if type(tail) is not list or len(tail) < HEAD - 2 or type(tail[0]) is not int:
            raise Corrupt("row")
        row = [*keys[kind - 1], *tail]
        before = row[TIME] = row[TIME] + before
        row[REFERENCE] = openings.read(place, row[REFERENCE])
        lines.append(_dumped(row))
        size += len(lines[-1])
        if size > most_bytes:
            raise Corrupt("too large")
    return lines


def _dumped(row: Row) -> bytes:
    try:
        return dump(row)
    except ValueError as error:
        raise Corrupt("text") from error


class _Openings:
    """Where the batch opens dossiers, so that a step names one by a small number."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._numbers: dict[int, int] = {}

    def tell(self, place: int, reference: Any) -> Any:
        """A reference as it travels: twice the number of newer dossiers, or odd and as it was."""
        if reference == OPENS and type(reference) is int:
            self._open(place)
            return OPENS
        if type(reference) is not int or reference < 0:
            return reference
        number = self._numbers.get(place - reference)
        return 2 * reference + 1 if number is None else 2 * (len(self._places) - number)

    def read(self, place: int, told: Any) -> Any:
        """And back."""
        if type(told) is not int or told < 0:
            return told
        if told == OPENS:
            self._open(place)
            return OPENS
        if told % 2:
            return told // 2
        number = len(self._places) - told // 2
        if number < 0:
            raise Corrupt("reference")
        return place - self._places[number]

    def _open(self, place: int) -> None:
        self._numbers[place] = len(self._places)
        self._places.append(place)
