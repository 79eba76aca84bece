"""What desks asked, and the province's answers: each goes down and counts before a clerk's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.answers import ANSWERS_DIFFER, ASK, MINE, PROVINCE, Answer, Resolved
from app.domain.downstream import QuestionAnswered
from app.domain.errors import ClerkError
from app.domain.events import Event
from app.domain.times import iso
from app.wire.event import decode
from province import places, questions
from province.down import send_down
from province.ledger import Ledger, StoredEvent, Verdict
from province.projections import project

LETTERS = 16
KEEP = {"mine": MINE, "other": PROVINCE}


@dataclass(frozen=True, slots=True)
class Question:
    """A question that waits: the event that asks, what it asks about, and what was marked."""

    stored: StoredEvent
    event: Event
    fact: Resolved
    marks: tuple[Verdict, ...]


def open_questions(ledger: Ledger) -> list[Question]:
    """In the order they came; what is not marked any more needs no answer."""
    found = []
    for commune, identity in questions.asked_events(ledger):
        stored = ledger.journal.find(commune, identity)
        question = None if stored is None else _question(ledger, stored)
        if question is not None and question.marks:
            found.append(question)
    return found


def question_row(ledger: Ledger, question: Question) -> dict[str, Any]:
    """As `asked --json` writes it."""
    dossiers = {row.hash: row for row in ledger.dossiers.all()}
    dossier = _dossier(ledger, question)
    row = None if dossier is None else dossiers.get(dossier)
    return {
        "question": question.stored.hash.hex()[:LETTERS],
        "commune": question.stored.commune,
        "device": question.stored.device,
        "at": iso(question.event.at),
        "by": question.event.by or question.event.actor,
        "code": None if row is None else row.code,
        "about": question.fact.code,
        "sentence": question.marks[0].sentence,
        "text": question.fact.reason,
    }


def in_words(rows: list[dict[str, Any]]) -> list[str]:
    """The same for people, one question a line."""
    if not rows:
        return ["Không có câu hỏi nào đang chờ."]
    return [
        f"{row['question']} – xã {row['commune']}, máy {row['device']}, {row['at']}, {row['by']}: "
        f"{row['sentence']}" + (f" Xã hỏi: {row['text']}" if row["text"] else "")
        for row in rows
    ]


def answer(ledger: Ledger, name: str, keep: str, text: str, now: datetime) -> None:
    """Answer the question whose event begins so; ClerkError where there is none."""
    with ledger.transaction():
        waiting = [one for one in open_questions(ledger) if one.stored.hash.hex().startswith(name)]
        if len(name) < LETTERS or not waiting:
            raise ClerkError(
                f"Không có câu hỏi “{name[:40]}” đang chờ trả lời. Xem lệnh asked.", "question"
            )
        _answer(ledger, waiting[0], keep, text, now)


def _answer(ledger: Ledger, question: Question, keep: str, text: str, now: datetime) -> None:
    stored, fact = question.stored, question.fact
    identity = stored.hash.hex()
    dossier = _dossier(ledger, question)
    others = tuple(one for one in fact.matter if one not in fact.aside)
    aside = fact.aside if keep == MINE else others
    after = tuple(sorted({*fact.after, identity, *_known(ledger, question, dossier)}))
    ruling = Answer(f"province/{identity}", fact.matter, fact.code, keep, aside, after)
    down = QuestionAnswered(
        identity, fact.matter, fact.code, keep, text, aside, after,
        None if dossier is None else dossier.hex(),
    )  # fmt: skip
    home = stored.commune if dossier is None else places.home_of(ledger, stored.commune, dossier)
    offices = (home,) if dossier is None else places.communes(ledger, dossier, home)
    for office in offices:
        send_down(ledger, office, down, now)
    asked = questions.asked_events(ledger)
    questions.keep_asked(ledger, [one for one in asked if one[1] != stored.hash])
    if dossier is not None:
        questions.keep_ruling(ledger, home, dossier, ruling)
        project(ledger, home, dossier, now)
    else:
        questions.decide_lone(ledger, stored.commune, fact.matter, fact.code)


def _known(ledger: Ledger, question: Question, dossier: bytes | None) -> list[str]:
    """Answers to the same matter that the province has."""
    if dossier is None:
        return []
    commune, fact = places.home_of(ledger, question.stored.commune, dossier), question.fact
    parts = places.parts(ledger, commune, dossier)
    read = [(part, decode(part.body)) for part in parts if part.kind == Resolved.number]
    answers = questions.answers_of(ledger, commune, dossier, read)
    same = [one for one in answers if (one.matter, one.code) == (fact.matter, fact.code)]
    return [one.identity for one in same]


def _question(ledger: Ledger, stored: StoredEvent) -> Question | None:
    event = decode(stored.body)
    if not isinstance(event.fact, Resolved) or event.fact.answer != ASK:
        return None
    marks = ledger.verdicts.among(stored.commune, map(bytes.fromhex, event.fact.matter))
    mine = [one for one in marks if one.code == event.fact.code]
    after = (bytes.fromhex(one) for one in event.fact.after if "/" not in one)
    mine += [
        one for one in ledger.verdicts.among(stored.commune, after) if one.code == ANSWERS_DIFFER
    ]
    return Question(stored, event, event.fact, tuple(mine))


def _dossier(ledger: Ledger, question: Question) -> bytes | None:
    """The dossier that the question is about."""
    reference = question.event.dossier
    if isinstance(reference, bytes):
        return reference
    opening = ledger.journal.ancestor(question.stored, reference) if reference else None
    return None if opening is None else opening.hash
