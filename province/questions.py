"""Answers to what was marked: a clerk's, and the province's own where a clerk asked."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple

from app.domain.answers import ANSWERS_DIFFER, ASK, CONTRADICTION, Answer, Resolved, differing
from app.domain.events import Event
from app.wire.event import decode
from province.ledger import QUARANTINED, Ledger, StoredEvent, Verdict

RULED, ASKED = "ruled", "asked"
Read = Sequence[tuple[StoredEvent, Event]]


def answers_of(ledger: Ledger, commune: str, dossier: bytes, read: Read) -> list[Answer]:
    """Of one dossier, in the order of the fold; the province's own word comes last."""
    own = [
        Answer.of(part.hash.hex(), event.fact)
        for part, event in read
        if isinstance(event.fact, Resolved)
    ]
    return [*own, *_ruled(ledger, commune, dossier)]


def _ruled(ledger: Ledger, commune: str, dossier: bytes) -> list[Answer]:
    text = ledger.settings.get(f"{RULED}/{commune}/{dossier.hex()}")
    return [
        Answer(identity, tuple(matter), code, answer, tuple(aside), tuple(after))
        for identity, matter, code, answer, aside, after in json.loads(text or "[]")
    ]


def keep_ruling(ledger: Ledger, commune: str, dossier: bytes, ruling: Answer) -> None:
    """The province's word on a dossier, for every later fold of it."""
    rulings = [*_ruled(ledger, commune, dossier), ruling]
    text = json.dumps([astuple(one) for one in rulings])
    ledger.settings.put(f"{RULED}/{commune}/{dossier.hex()}", text)


def hear(ledger: Ledger, stored: StoredEvent) -> None:
    """A clerk's answer: a question is kept for people; one outside dossiers counts now."""
    if stored.kind != Resolved.number:
        return
    event = decode(stored.body)
    if not isinstance(event.fact, Resolved):
        return
    if event.fact.answer == ASK:
        asked = asked_events(ledger)
        if (stored.commune, stored.hash) not in asked:
            keep_asked(ledger, [*asked, (stored.commune, stored.hash)])
    elif event.dossier is None:
        decide_lone(ledger, stored.commune, event.fact.matter, event.fact.code)


def decide_lone(ledger: Ledger, commune: str, matter: Iterable[str], code: str) -> None:
    """Marks outside dossiers have no fold to decide in: what was decided is kept by name."""
    for one in matter:
        ledger.settings.put(f"lone/{commune}/{one}/{code}", "1")
        ledger.verdicts.lift(commune, bytes.fromhex(one), code)


def is_decided(ledger: Ledger, stored: StoredEvent, code: str) -> bool:
    """Whether somebody has decided about a mark outside dossiers.

    So does a desk that has the event and not its dossier: another's, or one that a copy lost.
    """
    return ledger.settings.get(f"lone/{stored.commune}/{stored.hash.hex()}/{code}") is not None


def asked_events(ledger: Ledger) -> list[tuple[str, bytes]]:
    """Commune and identity of every question, as they were judged."""
    listed = json.loads(ledger.settings.get(ASKED) or "[]")
    return [(commune, bytes.fromhex(event)) for commune, event in listed]


def keep_asked(ledger: Ledger, asked: Sequence[tuple[str, bytes]]) -> None:
    """These and no others."""
    ledger.settings.put(ASKED, json.dumps([[commune, one.hex()] for commune, one in asked]))


def differing_verdicts(answers: Sequence[Answer]) -> dict[bytes, list[Verdict]]:
    """Answers that did not know of each other: their clerks hear of it."""
    sentence = (
        "Hai máy trả lời khác nhau cho cùng một việc cần xử lý. Đang tính theo câu trả lời sau; "
        "hãy chọn lại ở Gửi – nhận (F11)."
    )
    return {
        bytes.fromhex(one.identity): [
            Verdict(bytes.fromhex(one.identity), QUARANTINED, ANSWERS_DIFFER, sentence)
        ]
        for found in differing(answers)
        for one in found
    }


def settle_answered(ledger: Ledger, commune: str, answered: Iterable[tuple[str, str]]) -> None:
    """What judging by itself has marked and somebody has decided about is marked no more."""
    for event, code in sorted(answered):
        if code not in (CONTRADICTION, ANSWERS_DIFFER):
            ledger.verdicts.lift(commune, bytes.fromhex(event), code)
