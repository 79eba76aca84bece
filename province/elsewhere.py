"""What other machines recorded of a dossier, brought to those that hold it, so that all fold alike.

A dossier is held by every machine whose line its opening is on. Where a line parts behind the
opening, or where a machine refers to another chain's dossier, its facts go down to the office as
`dossier_changed`, each once; a machine leaves alone what it has itself. Where lines part is noted
at arrival, so offices without copied disks pay nothing. Another office that has to do with the
dossier (`places`) gets all of its facts, the opening too.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from app.domain.downstream import DossierChanged, FactsContradict, Reassigned
from province.down import send_down
from province.ledger import Ledger, StoredEvent

PARTED, OWED = "parted", "owed"
MOST_BODY = 300_000  # one that is larger would not fit into an event of ours


def note_parting(ledger: Ledger, commune: str, first: StoredEvent, *, opens: bool) -> None:
    """After storing: the first new event may stand beside others.

    `opens`: it opens an installation out of a copy. Then the machine that the copy was made of may
    still hold the head that it stands on, and will lack what follows.
    """
    beside = len(ledger.journal.children(commune, first.parent)) > 1
    if not (beside or opens):
        return
    depths = partings(ledger, commune, first.place.root)
    if first.place.depth not in depths:
        name = f"{PARTED}/{commune}/{first.place.root.hex()}"
        ledger.settings.put(name, json.dumps(sorted({*depths, first.place.depth})))
    owed = [*_owed(ledger), [commune, first.place.root.hex(), first.place.depth]]
    ledger.settings.put(OWED, json.dumps(owed))


def partings(ledger: Ledger, commune: str, root: bytes) -> list[int]:
    """Depths of the events that stand beside another, by depth."""
    text = ledger.settings.get(f"{PARTED}/{commune}/{root.hex()}")
    return [] if text is None else list(json.loads(text))


def take_owed(ledger: Ledger) -> list[tuple[str, bytes]]:
    """Dossiers whose facts lie beyond a parting that was noted since; none is given out twice."""
    owed = _owed(ledger)
    if not owed:
        return []
    ledger.settings.put(OWED, "[]")
    return [
        (commune, dossier)
        for commune, root, depth in owed
        for dossier in ledger.dossiers.beyond(commune, bytes.fromhex(root), depth)
    ]


def forget_owed(ledger: Ledger) -> None:
    """All is folded anew, that too."""
    if _owed(ledger):
        ledger.settings.put(OWED, "[]")


def _owed(ledger: Ledger) -> list[tuple[str, str, int]]:
    return [(one[0], one[1], one[2]) for one in json.loads(ledger.settings.get(OWED) or "[]")]


def beyond(ledger: Ledger, opening: StoredEvent, parts: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Those of a dossier's facts that a machine which holds its opening may lack."""
    root = opening.place.root
    depths = partings(ledger, opening.commune, root)
    first = next((depth for depth in depths if depth > opening.place.depth), None)
    return [
        part
        for part in parts
        if part.place.root != root or (first is not None and part.place.depth >= first)
    ]


def bring(
    ledger: Ledger,
    commune: str,
    opening: StoredEvent,
    lacking: Sequence[StoredEvent],
    now: datetime,
) -> None:
    """Send them down to an office that holds the dossier, each once."""
    for part in lacking:
        if part.kind < 0 or len(part.body) > MOST_BODY:
            continue
        if not _first_time(ledger, commune, opening, part.hash.hex()):
            continue
        if part.kind == Reassigned.number:
            ledger.down.append(commune, part.body)
        else:
            send_down(ledger, commune, _changed(commune, opening, part), now)


def _changed(commune: str, opening: StoredEvent, part: StoredEvent) -> DossierChanged:
    """Another office's machine is named with its commune."""
    return DossierChanged(
        opening.hash.hex(),
        part.hash.hex(),
        part.place.depth,
        part.body.decode(),
        part.device if part.commune == commune else f"{part.commune}/{part.device}",
        "" if part.place.root == opening.place.root else part.place.root.hex(),
    )


def tell(
    ledger: Ledger, commune: str, opening: StoredEvent, events: tuple[str, ...], now: datetime
) -> None:
    """An office which facts contradict each other, once."""
    if _first_time(ledger, commune, opening, "/".join(events)):
        send_down(ledger, commune, FactsContradict(opening.hash.hex(), events), now)


def is_beside(ledger: Ledger, one: StoredEvent, other: StoredEvent) -> bool:
    """Of two of one line, whether neither was known where the other was recorded."""
    lower, upper = sorted((one, other), key=lambda part: part.place.depth)
    found = ledger.journal.ancestor(upper, upper.place.depth - lower.place.depth)
    return lower.hash != upper.hash and (found is None or found.hash != lower.hash)


def _first_time(ledger: Ledger, commune: str, opening: StoredEvent, what: str) -> bool:
    name = f"down/{what}" if commune == opening.commune else f"down/{commune}/{what}"
    if ledger.settings.get(name) is not None:
        return False
    ledger.settings.put(name, "1")
    return True
