"""One column of JSON values, stored in the shape that is smallest for them.

It knows nothing of events. Integers, strings, nulls, booleans and arrays of them; an array's places
are columns of their own, so that a person's names lie beside other names. Which shape is smallest
is tried, not guessed. `read` gives back what `write` got, or raises Corrupt.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any

from app.wire.errors import Corrupt
from app.wire.streams import Reader, Writer, zagzig, zigzag

Values = Sequence[Any]
SAME, INTEGERS, STEPS, TEXTS, HEX, PATTERN, POOL, LISTS, MIXED = range(9)
KINDS = (type(None), bool, int, str, list)
LONGEST_RUN = 18  # digits in a number of a pattern
RUNS = re.compile(r"[0-9]+")
NIBBLES = frozenset("0123456789abcdef")
DEEPEST = 12


def write(out: Writer, values: Values) -> None:
    """Store the column; `read` must be told how many values it has."""
    if not values:
        return
    first = values[0]
    if _are_same(values):
        out.count(SAME)
        _write_one(out, first)
        return
    kind = type(first)
    if any(type(one) is not kind for one in values):
        _write_mixed(out, values)
    else:
        out.add(min(_tries(kind, values), key=_weight))


def read(source: Reader, many: int, depth: int = 0) -> list[Any]:
    """The column's values."""
    if not many:
        return []
    if depth > DEEPEST:
        raise Corrupt("depth")
    source.spend(many)
    shape = source.count()
    reader = _READERS.get(shape)
    if reader is None:
        raise Corrupt("shape")
    return reader(source, many, depth + 1)


def _are_same(values: Values) -> bool:
    """Whether one value stands for all; inside of lists, too, 1 and true are two things."""
    first = values[0]
    if any(type(one) is not type(first) or one != first for one in values):
        return False
    if type(first) is not list:
        return True
    frozen = _frozen(first)
    return all(_frozen(one) == frozen for one in values)


def _weight(out: Writer) -> int:
    """About what it costs in the end."""
    return len(zlib.compress(out.numbers + out.text, 1)) + len(out.shapes)


def _tries(kind: type, values: Values) -> Iterator[Writer]:
    if kind is int:
        yield _tried(_write_integers, values)
        yield _tried(_write_steps, values)
    elif kind is str:
        yield from _text_tries(values)
    elif kind is list:
        yield _tried(_write_lists, values)
    else:
        yield _tried(_write_mixed, values)
    if kind is not int and len(set(map(_frozen, values))) * 2 <= len(values):
        yield _tried(_write_pool, values)


def _text_tries(values: Values) -> Iterator[Writer]:
    if _is_hex(values):
        yield _tried(_write_hex, values)
        return
    if _skeletons(values) is not None:
        yield _tried(_write_pattern, values)
    if not any("\n" in one for one in values):
        yield _tried(_write_texts, values)
    else:
        yield _tried(_write_pieces, values)


def _tried(how: Callable[[Writer, Values], None], values: Values) -> Writer:
    out = Writer()
    how(out, values)
    return out


# --- single values and mixtures ------------------------------------------------------------------


def _write_one(out: Writer, value: Any) -> None:
    out.count(KINDS.index(type(value)))
    if type(value) is list:
        out.count(len(value))
        for one in value:
            _write_one(out, one)
    elif type(value) is str:
        raw = value.encode()
        out.count(len(raw))
        out.text += raw
    elif value is not None:
        out.count(zigzag(int(value)))


def _read_one(source: Reader, depth: int) -> Any:
    source.spend(1)
    kind = source.count()
    if kind >= len(KINDS) or depth > DEEPEST:
        raise Corrupt("value")
    if KINDS[kind] is type(None):
        return None
    number = source.count()
    if KINDS[kind] is list:
        source.spend(number)
        return [_read_one(source, depth + 1) for _ in range(number)]
    if KINDS[kind] is str:
        return _decoded(source.piece(number))
    return bool(zagzig(number)) if KINDS[kind] is bool else zagzig(number)


def _read_same(source: Reader, many: int, depth: int) -> list[Any]:
    return [_read_one(source, depth)] * many


def _write_mixed(out: Writer, values: Values) -> None:
    """A mark for each value's kind, then each kind's column."""
    out.count(MIXED)
    marks = [KINDS.index(type(one)) for one in values]
    write(out, marks)
    for mark, kind in enumerate(KINDS):
        if kind is bool:
            write(out, [int(one) for one in values if type(one) is bool])
        elif kind is not type(None) and mark in marks:
            write(out, [one for one in values if type(one) is kind])


def _read_mixed(source: Reader, many: int, depth: int) -> list[Any]:
    marks = read(source, many, depth)
    if not all(type(mark) is int and 0 <= mark < len(KINDS) for mark in marks):
        raise Corrupt("marks")
    columns: list[Iterator[Any]] = [iter(())] * len(KINDS)
    for mark, kind in enumerate(KINDS):
        if kind is not type(None):
            found = read(source, marks.count(mark), depth)
            columns[mark] = iter([bool(one) for one in found] if kind is bool else found)
    return [next(columns[mark]) if mark else None for mark in marks]


# --- numbers -------------------------------------------------------------------------------------


def _write_integers(out: Writer, values: Values) -> None:
    out.count(INTEGERS)
    out.planes([zigzag(one) for one in values])


def _read_integers(source: Reader, many: int, _depth: int) -> list[Any]:
    return [zagzig(one) for one in source.planes(many)]


def _write_steps(out: Writer, values: Values) -> None:
    out.count(STEPS)
    out.planes([zigzag(after - before) for before, after in pairwise((0, *values))])


def _read_steps(source: Reader, many: int, _depth: int) -> list[Any]:
    return list(accumulate(zagzig(one) for one in source.planes(many)))


# --- texts ---------------------------------------------------------------------------------------


def _write_texts(out: Writer, values: Values) -> None:
    out.count(TEXTS)
    out.count(0)
    for one in values:
        out.line(one)


def _write_pieces(out: Writer, values: Values) -> None:
    """As `_write_texts`, where a text has line ends: with sizes."""
    out.count(TEXTS)
    out.count(1)
    raw = [one.encode() for one in values]
    out.planes([len(one) for one in raw])
    out.text += b"".join(raw)


def _read_texts(source: Reader, many: int, _depth: int) -> list[Any]:
    if not source.count():
        return [source.line() for _ in range(many)]
    return [_decoded(source.piece(size)) for size in source.planes(many)]


def _is_hex(values: Values) -> bool:
    size = len(values[0])
    return (
        bool(size)
        and not size % 2
        and all(len(one) == size and NIBBLES.issuperset(one) for one in values)
    )


def _write_hex(out: Writer, values: Values) -> None:
    """Random bytes in letters take twice their room."""
    out.count(HEX)
    out.count(len(values[0]) // 2)
    out.numbers += bytes.fromhex("".join(values))


def _read_hex(source: Reader, many: int, _depth: int) -> list[Any]:
    size = source.count()
    if not size:
        raise Corrupt("hex")
    raw = source.raw(size * many).hex()
    return [raw[place : place + 2 * size] for place in range(0, len(raw), 2 * size)]


def _skeletons(values: Values) -> list[str] | None:
    """What all have in common around their runs of digits; None where they have not."""
    parts = RUNS.split(values[0])
    if len(parts) < 2 or any("\n" in part for part in parts):  # noqa: PLR2004 - no digits
        return None
    if any(RUNS.split(one) != parts for one in values):
        return None
    runs = zip(*(RUNS.findall(one) for one in values), strict=True)
    return parts if all(_is_run(run) for run in runs) else None


def _is_run(run: tuple[str, ...]) -> bool:
    """All of one width, or none with a needless zero."""
    if max(map(len, run)) > LONGEST_RUN:
        return False
    return len(set(map(len, run))) == 1 or not any(one[0] == "0" and len(one) > 1 for one in run)


def _write_pattern(out: Writer, values: Values) -> None:
    """Codes, days, telephones: the letters once, each run of digits as a column of numbers."""
    out.count(PATTERN)
    parts = RUNS.split(values[0])
    out.count(len(parts))
    for part in parts:
        out.line(part)
    for run in zip(*(RUNS.findall(one) for one in values), strict=True):
        widths = set(map(len, run))
        out.count(widths.pop() if len(widths) == 1 else 0)
        write(out, [int(one) for one in run])


def _read_pattern(source: Reader, many: int, depth: int) -> list[Any]:
    count = source.count()
    if not 1 < count <= 1 << 10:
        raise Corrupt("pattern")
    parts = [source.line() for _ in range(count)]
    texts = [parts[0]] * many
    for part in parts[1:]:
        width = source.count()
        run = read(source, many, depth)
        if width > LONGEST_RUN or not all(type(one) is int and one >= 0 for one in run):
            raise Corrupt("pattern")
        texts = [f"{text}{one:0{width}d}{part}" for text, one in zip(texts, run, strict=True)]
    return texts


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise Corrupt("text") from error


# --- what comes again, and arrays ----------------------------------------------------------------


def _frozen(value: Any) -> Any:
    """The same, so that it can be looked up; 1, true and a list of one stay three things."""
    if type(value) is list:
        return tuple(map(_frozen, value))
    return (bool, value) if type(value) is bool else value


def _write_pool(out: Writer, values: Values) -> None:
    out.count(POOL)
    frozen = [_frozen(one) for one in values]
    places = {one: place for place, one in enumerate(dict.fromkeys(frozen))}
    firsts = dict(zip(reversed(frozen), reversed(values), strict=True))
    out.count(len(places))
    write(out, [places[one] for one in frozen])
    write(out, [firsts[one] for one in places])


def _read_pool(source: Reader, many: int, depth: int) -> list[Any]:
    size = source.count()
    if not 0 < size <= many:
        raise Corrupt("pool")
    places = read(source, many, depth)
    pool = read(source, size, depth)
    if not all(type(one) is int and 0 <= one < size for one in places):
        raise Corrupt("pool")
    return [pool[place] for place in places]


def _write_lists(out: Writer, values: Values) -> None:
    out.count(LISTS)
    write(out, [len(one) for one in values])
    for place in range(max(map(len, values))):
        write(out, [one[place] for one in values if len(one) > place])


def _read_lists(source: Reader, many: int, depth: int) -> list[Any]:
    sizes = read(source, many, depth)
    if not all(type(one) is int and one >= 0 for one in sizes):
        raise Corrupt("sizes")
    source.spend(sum(sizes))
    lists: list[list[Any]] = [[] for _ in sizes]
    for place in range(max(sizes)):
        longer = [one for one, size in zip(lists, sizes, strict=True) if size > place]
        for one, value in zip(longer, read(source, len(longer), depth), strict=True):
            one.append(value)
    return lists


_READERS: dict[int, Callable[[Reader, int, int], list[Any]]] = {
    SAME: _read_same,
    INTEGERS: _read_integers,
    STEPS: _read_steps,
    TEXTS: _read_texts,
    HEX: _read_hex,
    PATTERN: _read_pattern,
    POOL: _read_pool,
    LISTS: _read_lists,
    MIXED: _read_mixed,
}
