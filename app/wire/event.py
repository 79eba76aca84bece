"""An event's canonical bytes: what is stored, hashed, signed and sent, for ever the same.

One line of compact UTF-8 JSON in NFC, integers, strings, nulls and arrays only:

    [kind, version, recorded_at ms, late s, dossier, actor, by, ...the fact's fields]

`late` is recorded_at (whole seconds) less the claimed time; `dossier` is null, the distance back to
the opening event (0 there itself), or its full hash in hex. Fields stand in the order of their
dataclass; trailing ones that equal their default are left out, so one event has one encoding:
`encode(decode(body)) == body` or the body is refused.
"""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain.advised import AdvisedOfPapers
from app.domain.blank_slips import BlankSlipsPrinted
from app.domain.certification import BookOpened
from app.domain.duty import DutySet
from app.domain.events import KINDS, Event, JsonValue
from app.domain.foreign import ForeignListed
from app.domain.form_stock import FormStockMoved
from app.domain.hours_set import HoursSet
from app.domain.incidents import IncidentReported
from app.domain.order import Seen
from app.domain.scan import ScanAdded
from app.domain.technical import TechnicalWait, TechnicalWaitOver
from app.domain.times import from_millis, from_seconds, to_millis, to_seconds
from app.wire.errors import Corrupt, UnknownKind

# What json.JSONEncoder(ensure_ascii=False, separators=(",", ":")) makes anew for each text, which
# takes as long as the writing of one: no markers of what was met, no default, no indent.
_compact = json.encoder.c_make_encoder(  # type: ignore[attr-defined]  # the library's stubs lack it
    None, None, json.encoder.encode_basestring, None, ":", ",", 0, 0, 0
)
_LEAVES = (str, int, type(None))
HEAD = 7
MOST_BYTES = 1 << 20
MOST_INT = 1 << 63
MOST_KIND_DIGITS = 9
MOST_SHAPES = 256  # of a record: which of its values are texts, numbers, lists or nothing
MOST_NESTED = 32  # lists within lists: a bound of ours, not what the stack happens to have left
Reader = Callable[[Any], Any]
SCAN_ADDED = ScanAdded.number  # known to whoever reads events: its class stands in KINDS
SEEN = Seen.number
KNOWN_TOO = (  # in KINDS as well
    AdvisedOfPapers, BlankSlipsPrinted, DutySet, ForeignListed, FormStockMoved, HoursSet,
    IncidentReported, TechnicalWait, TechnicalWaitOver,
)  # fmt: skip
BOOK_OPENED = BookOpened.number


def encode(event: Event) -> bytes:
    """The canonical bytes. ValueError where a text is not NFC or holds a lone surrogate."""
    recorded = to_millis(event.recorded_at)
    reference = event.dossier.hex() if isinstance(event.dossier, bytes) else event.dossier
    head = [
        event.fact.number,
        event.fact.version,
        recorded,
        recorded // 1000 - to_seconds(event.at),
        reference,
        event.actor,
        event.by,
    ]
    return dump([*head, *_flat(event.fact)])


def decode(body: bytes) -> Event:
    """The event that the bytes stand for.

    Raises UnknownKind for kinds and versions of a newer program, Corrupt for everything else.
    """
    values = load(body)
    event = _event(values)
    try:
        if dump(values) != body:  # what is left out at an array's end the readers have looked at
            raise Corrupt("not canonical")
    except ValueError as error:
        raise Corrupt("text") from error
    return event


def decode_kept(body: bytes) -> Event:
    """As `decode`, of bytes that this program made itself and a chain of hashes has kept since.

    Whether they are canonical is not asked again: that takes a tenth of folding a journal anew.
    """
    return _event(load(body))


def _event(values: list[Any]) -> Event:
    number, version, recorded, late, reference, actor, by = _head(values)
    cls = KINDS.get((number, version))
    if cls is None:
        raise UnknownKind(f"{number}.{version}")
    known: Any = cls
    fact = _record_reader(known)(values[HEAD:])
    try:
        at = from_seconds(recorded // 1000 - late)
        return Event(from_millis(recorded), at, actor, by, reference, fact)
    except (ValueError, OverflowError, OSError) as error:
        raise Corrupt("time") from error


def shape(body: bytes) -> tuple[int, int, int | bytes | None]:
    """Kind, version and dossier reference of a body whose fact may be unknown."""
    number, version, _recorded, _late, reference, _actor, _by = _head(load(body))
    return number, version, reference


def kind_of(body: bytes) -> int:
    """The number at the head of the bytes, -1 where there is none; nothing else is looked at."""
    number, comma, _rest = body[1 : MOST_KIND_DIGITS + 2].partition(b",")
    return int(number) if comma and number.isdigit() else -1


def dump(value: Any) -> bytes:
    """Compact UTF-8 JSON; ValueError where a text is not NFC or cannot be encoded."""
    text = "".join(_compact(value, 0))
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise ValueError("not NFC")
    return text.encode()


def load(body: bytes) -> list[Any]:
    """An array out of compact JSON; Corrupt for anything else, floats and 5 MB notes included."""
    if len(body) > MOST_BYTES:
        raise Corrupt("too long")
    try:
        text = body.decode()
        value, end = _READER.raw_decode(text)
    except (ValueError, RecursionError) as error:
        raise Corrupt("no JSON") from error
    if end != len(text) or not isinstance(value, list):
        raise Corrupt("no array")
    return value


def _no_float(text: str) -> None:
    raise ValueError(text)


_READER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)
_HEADS = frozenset(
    (int, int, int, int, reference, str, by)
    for reference in (type(None), int, str)
    for by in (type(None), str)
)


def _head(values: list[Any]) -> tuple[int, int, int, int, int | bytes | None, str, str | None]:
    head = values[:HEAD]
    if tuple(map(type, head)) not in _HEADS:
        raise Corrupt("head")
    number, version, recorded, late, reference, actor, by = head
    if max(number, version, recorded, late) >= MOST_INT:
        raise Corrupt("head")
    if min(number, version, recorded, late) <= -MOST_INT:
        raise Corrupt("head")
    return number, version, recorded, late, _reference(reference), actor, by


def _reference(value: Any) -> int | bytes | None:
    if value is None or (type(value) is int and 0 <= value < MOST_INT):
        return value
    if isinstance(value, str) and len(value) == 64:  # noqa: PLR2004 - said beside it
        try:
            found = bytes.fromhex(value)
        except ValueError as error:
            raise Corrupt("reference") from error
        if found.hex() == value:
            return found
    raise Corrupt("reference")


def _is_int(value: Any) -> bool:
    return type(value) is int and -MOST_INT < value < MOST_INT


# --- dataclasses to positional arrays and back ---------------------------------------------------


def _flat(record: Any) -> list[Any]:
    kind: Any = type(record)
    names, defaults = _plan(kind)
    values = [getattr(record, name) for name in names]
    while values and values[-1] == defaults[len(values) - 1]:
        values.pop()
    return [value if type(value) in _LEAVES else _plain(value) for value in values]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [item if type(item) in _LEAVES else _plain(item) for item in value]
    return _flat(value) if is_dataclass(value) else value


@cache
def _plan(cls: Any) -> tuple[tuple[str, ...], tuple[Any, ...]]:
    """Names and defaults in the order of the bytes; a field without default equals nothing."""
    parts = fields(cls)
    return tuple(part.name for part in parts), tuple(
        _Required if part.default is MISSING else part.default for part in parts
    )


class _Required:
    """Stands where a field has no default."""


@cache
def _record_reader(cls: Any) -> Callable[[list[Any]], Any]:
    hints = get_type_hints(cls)
    parts = fields(cls)
    readers = [_reader(_without_none(hints[part.name])) for part in parts]
    plain = [_plain_types(hints[part.name]) for part in parts]
    least = sum(part.default is MISSING for part in parts)
    _, defaults = _plan(cls)

    @lru_cache(MOST_SHAPES)
    def to_read(kinds: tuple[type, ...]) -> tuple[tuple[int, Reader], ...]:
        """Which values of these types are not as they stand; Corrupt where they are not so many."""
        if not least <= len(kinds) <= len(readers):
            raise Corrupt(cls.__name__)
        known = enumerate(zip(kinds, plain, readers, strict=False))
        return tuple((at, take) for at, (kind, at_once, take) in known if kind not in at_once)

    def read(values: list[Any]) -> Any:
        found = list(_list(values))
        for at, take in to_read(tuple(map(type, found))):
            found[at] = take(found[at])
        if found and found[-1] == defaults[len(found) - 1]:
            raise Corrupt("not canonical")  # it would have been left out
        return cls(*found)

    return read


def _plain_types(hint: Any) -> frozenset[type]:
    """Types of which every value is as it stands: most of all that is read is text or nothing."""
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    return frozenset(part for part in parts if part in (str, type(None)))


def _without_none(hint: Any) -> Any:
    """What is left to be read where None is taken as it stands."""
    inner = [part for part in get_args(hint) if part is not type(None)]
    optional = len(inner) == 1 and get_origin(hint) in (Union, UnionType)
    return inner[0] if optional else hint


def _reader(hint: Any) -> Reader:
    if get_origin(hint) in (Union, UnionType):
        return _optional(hint)
    if get_origin(hint) is tuple:
        return _tuple_reader(get_args(hint))
    if is_dataclass(hint) and isinstance(hint, type):
        return _record_reader(hint)
    return {int: _int, str: _text}[hint]


def _optional(hint: Any) -> Reader:
    if hint == JsonValue:
        return _json
    inner = [part for part in get_args(hint) if part is not type(None)]
    if len(inner) > 1:
        return _json
    take = _reader(inner[0])
    return lambda value: None if value is None else take(value)


def _tuple_reader(parts: tuple[Any, ...]) -> Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:  # noqa: PLR2004 - said beside it
        take = _reader(parts[0])
        return lambda value: tuple([take(item) for item in _list(value)])
    readers = [_reader(part) for part in parts]

    def read(value: Any) -> tuple[Any, ...]:
        items = _list(value)
        if len(items) != len(readers):
            raise Corrupt("tuple")
        return tuple(take(item) for take, item in zip(readers, items, strict=True))

    return read


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Corrupt("list")
    return value


def _int(value: Any) -> int:
    if type(value) is int and -MOST_INT < value < MOST_INT:
        return value
    raise Corrupt("int")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise Corrupt("text")
    return value


def _json(value: Any, left: int = MOST_NESTED) -> JsonValue:
    if value is None or isinstance(value, str | bool) or _is_int(value):
        return value  # type: ignore[no-any-return]
    if isinstance(value, list) and left:
        return tuple(_json(item, left - 1) for item in value)
    raise Corrupt("value")
