"""What other machines recorded of this desk's dossiers, and answers to marks: derived rows.

The facts themselves stand in the journals, the own one and the province's. A fact that this desk
has itself is never counted twice: its own row goes first.

A guest is a dossier that another office received and this one has to do with: the province brings
its opening too. Its local number is made of its identity, so it is the same after every rebuild,
and lies below all others.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from app.domain import downstream as down
from app.domain.answers import ANSWERS_DIFFER, Answer, Resolved, put_aside
from app.domain.contradictions import Taken
from app.domain.dossier import Dossier
from app.domain.events import Event
from app.domain.lifecycle import apply, leave_out
from app.domain.order import Seen, Spot, in_order
from app.wire import chain
from app.wire.event import decode, encode

Execute = Callable[..., Any]
GUEST = 1 << 62
GUEST_BITS = 62
IMPOSSIBLE = (ArithmeticError, LookupError, OSError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Part:
    """One fact of a dossier; `line`, depth and identity are its place in the fold."""

    line: str
    depth: int
    identity: bytes
    event: Event
    device: str = ""

    @property
    def office(self) -> str | None:
        """The commune of the machine where that is not this desk's: stands before its name."""
        return self.device.partition("/")[0] if "/" in self.device else None

    @property
    def spot(self) -> Spot:
        """Its place, as the province has it."""
        return Spot(self.line, self.depth, self.identity, self.event.fact)


def keep(execute: Execute, fact: down.DossierChanged) -> Event:
    """Take in another machine's fact; WireError where it cannot be read."""
    event = decode(fact.body.encode())
    execute(
        "INSERT OR REPLACE INTO brought VALUES(?,?,?,?,?,?)",
        (
            bytes.fromhex(fact.event),
            bytes.fromhex(fact.dossier),
            fact.line,
            fact.depth,
            fact.device,
            fact.body.encode(),
        ),
    )
    return event


def keep_reassigned(execute: Execute, event: Event, fact: down.Reassigned) -> None:
    """The province's word on who decides a dossier, as a fact on a line of its own."""
    dossier, body = bytes.fromhex(fact.dossier), encode(event)
    execute(
        "INSERT OR REPLACE INTO brought VALUES(?,?,?,?,?,?)",
        (chain.link(dossier, body), dossier, down.PROVINCE_LINE, fact.nth, "", body),
    )


def guest_id(identity: bytes) -> int:
    """The local number of a guest; at most -GUEST."""
    return -(GUEST | int.from_bytes(identity[:8]) >> 64 - GUEST_BITS)


def guest(execute: Execute, number: int) -> Part:
    """The opening of a guest by its local number; LookupError where it is not here."""
    first = (-number - GUEST) << 64 - GUEST_BITS
    last = first | (1 << 64 - GUEST_BITS) - 1
    row = execute(
        "SELECT line, depth, event, body, device FROM brought "
        "WHERE event>=? AND event<=? AND event=dossier",
        (first.to_bytes(8), last.to_bytes(8).ljust(chain.HASH_BYTES, b"\xff")),
    ).fetchone()
    if row is None:
        raise LookupError(number)
    line, depth, identity, body, device = row
    return Part(line, depth, bytes(identity), decode(body), device)


def find_guest(execute: Execute, identity: bytes) -> int | None:
    """The local number of a dossier whose opening the province has brought."""
    row = execute("SELECT 1 FROM brought WHERE event=?1 AND dossier=?1", (identity,)).fetchone()
    return None if row is None else guest_id(identity)


def guests(execute: Execute, begins: str, most: int) -> list[bytes]:
    """Identities (of those that begin so, in hex) of openings that the province has brought."""
    rows = execute(
        "SELECT event FROM brought WHERE event=dossier AND lower(hex(event)) LIKE ? LIMIT ?",
        (f"{begins}%", most),
    )
    return [bytes(identity) for (identity,) in rows.fetchall()]


def keep_group(execute: Execute, fact: down.FactsContradict) -> None:
    """Which facts contradict each other; what came later about one of them goes before."""
    group = " ".join(fact.events)
    for event in fact.events:
        execute("INSERT OR REPLACE INTO contradiction VALUES(?,?)", (bytes.fromhex(event), group))


def keep_ruling(execute: Execute, fact: down.QuestionAnswered) -> None:
    """The province's answer, behind those that came before."""
    answer = Answer.of(f"province/{fact.question}", fact)
    dossier = None if fact.dossier is None else bytes.fromhex(fact.dossier)
    execute(
        "INSERT INTO ruling(dossier, answer, text) VALUES(?,?,?)",
        (dossier, json.dumps(astuple(answer)), fact.text),
    )
    keep_answer(execute, answer.identity, fact)


def is_about(execute: Execute, dossier: bytes) -> bool:
    """Whether anything of the kind concerns the dossier."""
    tables = ("brought", "ruling", "peer_event", "reference")
    looks = (f"SELECT 1 FROM {name} WHERE dossier=? LIMIT 1" for name in tables)
    return any(execute(look, (dossier,)).fetchone() for look in looks)


def is_elsewhere(execute: Execute, dossier: bytes) -> bool:
    """Whether another machine is known to have recorded anything of the dossier."""
    looks = (f"SELECT 1 FROM {name} WHERE dossier=? LIMIT 1" for name in ("brought", "peer_event"))
    return any(execute(look, (dossier,)).fetchone() for look in looks)


def parts_elsewhere(execute: Execute, dossier: bytes) -> list[Part]:
    """Facts of a dossier that this machine does not have itself."""
    rows = execute(
        "SELECT line, depth, event, body, device FROM brought WHERE dossier=?", (dossier,)
    )
    return [
        Part(line, depth, bytes(identity), decode(body), device)
        for line, depth, identity, body, device in rows.fetchall()
    ]


def rulings(execute: Execute, dossier: bytes) -> list[Answer]:
    """The province's answers about a dossier, in the order they came."""
    rows = execute("SELECT answer FROM ruling WHERE dossier=? ORDER BY place", (dossier,))
    return [_answer(*json.loads(text)) for (text,) in rows.fetchall()]


def _answer(  # noqa: PLR0913 - the columns
    identity: str,
    matter: list[str],
    code: str,
    answer: str,
    aside: list[str],
    after: list[str],
) -> Answer:
    return Answer(identity, tuple(matter), code, answer, tuple(aside), tuple(after))


def said_about(execute: Execute, dossier: bytes) -> tuple[str, ...]:
    """The province's answers about a dossier in its words."""
    rows = execute("SELECT text FROM ruling WHERE dossier=? ORDER BY place", (dossier,))
    return tuple(text for (text,) in rows.fetchall() if text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A dossier, the facts that were folded and not put aside, and the places of all facts.

    `own` are identities of this desk's, `offices` the communes of facts of other offices.
    """

    dossier: Dossier
    taken: tuple[Taken, ...]
    spots: tuple[Spot, ...]
    own: frozenset[bytes]
    offices: Mapping[bytes, str]


def fold(own: Sequence[Part], others: Sequence[Part], ruled: Sequence[Answer]) -> Folded:
    """The dossier of all its facts, the same as the province makes of them.

    LookupError where the event that opened it is not among them.
    """
    held = frozenset(part.identity for part in own)
    whole = {one.identity: one for one in (*others, *own)}.values()
    parts = in_order(whole, lambda part: part.spot)
    facts = ((part.identity.hex(), part.event.fact) for part in parts)
    answers = [Answer.of(name, fact) for name, fact in facts if isinstance(fact, Resolved)]
    aside = put_aside([*answers, *ruled])
    state: Dossier | None = None
    taken: list[Taken] = []
    for part in parts:
        fact = part.event.fact
        if (state is None) != fact.opens or isinstance(fact, Seen):
            continue
        before = state
        take = _taken if part.identity in held else _brought
        state = take(state, part, aside)
        if state is not None and state is not before and part.identity.hex() not in aside:
            taken.append(Taken(part.spot, part.event, state.history[-1].effective))
    if state is None:
        raise LookupError("opening")
    offices = {one.identity: one.office for one in parts if one.office is not None}
    return Folded(state, tuple(taken), tuple(part.spot for part in parts), held, offices)


def _taken(state: Dossier | None, part: Part, aside: frozenset[str]) -> Dossier:
    if state is not None and part.identity.hex() in aside:
        return leave_out(state, part.event)
    return apply(state, part.event)


def _brought(state: Dossier | None, part: Part, aside: frozenset[str]) -> Dossier | None:
    """One that trips the fold is left out, as at the province."""
    try:
        return _taken(state, part, aside).with_last_elsewhere(part.office)
    except IMPOSSIBLE:
        return state


def keep_answer(execute: Execute, identity: str, fact: Resolved | down.QuestionAnswered) -> None:
    """Which marks an answer is about, and earlier answers that it goes before."""
    marks = [(one, fact.code) for one in fact.matter]
    marks += [(one, ANSWERS_DIFFER) for one in fact.after]
    for one, code in marks:
        execute("INSERT OR REPLACE INTO answer VALUES(?,?,?,?)", (one, code, identity, fact.answer))
