"""Whose business a dossier is: the offices that get its facts, and the province's word on them.

Its home is the office that received it. Others are those that any fact of it names to decide it or
to give its result back, whatever became of that fact: so it does not matter in which order facts
came. Who got a dossier once goes on hearing of it, so what he shows stays true.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.domain import catalogue as law
from app.domain.builtin import load_builtin
from app.domain.downstream import PROVINCE_LINE, Reassigned
from app.domain.events import Corrected, Event, Received
from app.wire import chain
from app.wire.packing import unpack
from province.ledger import Ledger, Place, StoredEvent

PLACES, ASSIGNED = "places", "assigned"
OFFICES = ("deciding_office", "return_office")


@dataclass(frozen=True, slots=True)
class Places:
    """The commune that received a dossier, and the others concerned, sorted."""

    home: str
    others: tuple[str, ...]


def read(ledger: Ledger, dossier: bytes) -> Places | None:
    """None where it is one office's alone, as most are."""
    text = ledger.settings.get(f"{PLACES}/{dossier.hex()}")
    if text is None:
        return None
    home, *others = json.loads(text)
    return Places(home, tuple(others))


def home_of(ledger: Ledger, commune: str, dossier: bytes) -> str:
    """Which office received a dossier that a commune's event is of."""
    places = read(ledger, dossier)
    return commune if places is None else places.home


def opening(ledger: Ledger, commune: str, dossier: bytes) -> StoredEvent | None:
    """The event that a commune's event refers to: its own office's, or one it has to do with."""
    found = ledger.journal.find(commune, dossier)
    if found is not None:
        return found
    places = read(ledger, dossier)
    if places is None or commune not in places.others:
        return None
    return ledger.journal.find(places.home, dossier)


def parts(ledger: Ledger, home: str, dossier: bytes) -> list[StoredEvent]:
    """All events of a dossier, whichever office recorded them, and the province's own word."""
    found = ledger.dossiers.parts(home, dossier)
    places, said = read(ledger, dossier), assigned(ledger, dossier)
    if places is None and not said:
        return found
    others = () if places is None else places.others
    more = (part for other in others for part in ledger.dossiers.parts(other, dossier))
    root = next((one.place.root for one in found if one.hash == dossier), b"")
    return sorted(
        [*found, *more, *said],
        key=lambda one: (one.place.root != root, one.place.root, one.place.depth, one.hash),
    )


def assigned(ledger: Ledger, dossier: bytes) -> list[StoredEvent]:
    """The province's own word on who decides a dossier, oldest first."""
    texts = json.loads(ledger.settings.get(f"{ASSIGNED}/{dossier.hex()}") or "[]")
    line = bytes.fromhex(PROVINCE_LINE)
    return [
        StoredEvent(chain.link(dossier, body), b"", Place(line, nth), "", Reassigned.number, body)
        for nth, body in enumerate((text.encode() for text in texts), 1)
    ]


def keep_assigned(ledger: Ledger, dossier: bytes, body: bytes) -> None:
    """One word more."""
    name = f"{ASSIGNED}/{dossier.hex()}"
    texts = json.loads(ledger.settings.get(name) or "[]")
    ledger.settings.put(name, json.dumps([*texts, body.decode()], ensure_ascii=False))


def note(
    ledger: Ledger, opened: StoredEvent, read_parts: Sequence[tuple[StoredEvent, Event]]
) -> tuple[str, ...]:
    """The other offices concerned, by all facts that are here; who is new to it may have waited."""
    named = {office for _, event in read_parts for office in _named(event)} - {opened.commune}
    before = read(ledger, opened.hash)
    known = () if before is None else before.others
    if named <= set(known):
        return known
    others = sorted({*known, *(one for one in named if is_ours(ledger, one))})
    if tuple(others) != known:
        name = f"{PLACES}/{opened.hash.hex()}"
        ledger.settings.put(name, json.dumps([opened.commune, *others]))
        for commune in set(others) - set(known):
            ledger.verdicts.arrived(opened.hash, commune)
    return tuple(others)


def communes(ledger: Ledger, dossier: bytes, home: str) -> tuple[str, ...]:
    """All offices concerned, the home first."""
    places = read(ledger, dossier)
    return (home,) if places is None else (home, *places.others)


def is_ours(ledger: Ledger, code: str) -> bool:
    """Whether the province has such a commune."""
    version = ledger.catalogues.newest()
    packed = None if version is None else ledger.catalogues.packed(version.digest)
    return code in _codes(packed, ledger.province)


def _named(event: Event) -> Iterator[str]:
    fact = event.fact
    found: Iterable[object] = ()
    if isinstance(fact, Received):
        found = (fact.deciding_office, fact.return_office)
    elif isinstance(fact, Corrected) and fact.field in OFFICES:
        found = (fact.new,)
    elif isinstance(fact, Reassigned):
        found = (fact.before, fact.to)
    return (one for one in found if isinstance(one, str))


@lru_cache(maxsize=2)
def _codes(packed: bytes | None, province: str) -> frozenset[str]:
    """Codes of a province's communes by a published version, else by the program's own."""
    catalogue = load_builtin() if packed is None else law.from_text(unpack(packed).decode())
    return frozenset(one.code for one in catalogue.communes if one.province == province)
