"""Answering what the province marked: keep mine, take the other, or ask; each is an event.

Nothing is deleted or overwritten: an answer names the facts that count no more, and they stay in
the history. What a clerk may answer depends on the mark; what is the program's or the province's
own matter can only be asked about.
"""

from dataclasses import dataclass

from app.domain import events as e
from app.domain.answers import (
    ANSWERS_DIFFER,
    ASK,
    CONTRADICTION,
    MINE,
    PROVINCE,
    SAME_CODE,
    SAME_NUMBER,
    Answer,
    Resolved,
)
from app.domain.errors import ClerkError
from app.services.desk import Desk, require_clerk

OTHERS_FAULT = ("program_error", "fold_error", "dossier_error")
ONLY_ASKED = "Việc này tỉnh phải xem, quầy chỉ hỏi được. Hãy chọn hỏi tỉnh."
WITH_ITS_DOSSIER = (
    "Mã này ghi cùng lúc nhận hồ sơ nên không bỏ riêng được. Hãy mở hồ sơ để sửa mã, hoặc hỏi tỉnh."
)
RECEIVED = "Việc này là lúc nhận hồ sơ. Hãy mở hồ sơ để sửa hoặc huỷ, hoặc hỏi tỉnh."
DOUBLE = "Bản thừa: số phiếu này là của hồ sơ khác"


@dataclass(frozen=True, slots=True)
class Matter:
    """What was marked at one fact of this desk: `event` in hex, `dossier` 0 where it is of none.

    `mine` and `theirs` are the facts that do not agree, by their identities in hex; `opens`: the
    fact is the dossier's reception. `codes` are facts that paired a code. Where two answers differ,
    `answered` is the own one and `other` the one beside it. `known` are answers to it.
    """

    event: str
    code: str
    sentence: str
    dossier: int = 0
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    opens: bool = False
    codes: tuple[str, ...] = ()
    answered: Answer | None = None
    other: Answer | None = None
    known: tuple[str, ...] = ()
    asked: bool = False


def choices(matter: Matter) -> tuple[str, ...]:
    """The answers that make sense."""
    if matter.code in OTHERS_FAULT:
        return (ASK,)
    if matter.opens and matter.code not in (SAME_NUMBER, SAME_CODE, CONTRADICTION):
        return (MINE, ASK)
    return (MINE, ASK) if matter.code == SAME_CODE and not matter.codes else (MINE, PROVINCE, ASK)


def resolve(desk: Desk, matter: Matter, answer: str, reason: str | None = None) -> None:
    """Write the answer; a slip that is one too many is voided with it, in the same COMMIT."""
    require_clerk(desk)
    if answer not in choices(matter):
        raise ClerkError(_why_not(matter), "answer")
    now = desk.clock.now()
    with desk.store.transaction() as writes:
        number = matter.dossier or None
        if matter.code == SAME_NUMBER and answer == PROVINCE:
            said = f"{DOUBLE}. {reason}" if reason else DOUBLE
            if not writes.dossier(matter.dossier).dossier.void:
                writes.append(e.Voided(said), at=now, dossier_id=number)
        writes.append(answer_of(matter, answer, reason), at=now, dossier_id=number)


def answer_of(matter: Matter, answer: str, reason: str | None) -> Resolved:
    """The event; a question names what keeping mine would put aside, for whoever answers it."""
    before = matter.answered
    if matter.code == ANSWERS_DIFFER and before is not None:
        other = matter.other or before
        aside = other.aside if answer == PROVINCE else before.aside
        return Resolved(before.matter, before.code, answer, aside, matter.known, reason)
    concerned = tuple(sorted({*matter.mine, *matter.theirs, matter.event}))
    if matter.code == SAME_CODE:
        concerned = tuple(sorted({matter.event, *matter.codes}))
    aside = _mine_aside(matter) if answer == PROVINCE else matter.theirs
    return Resolved(concerned, matter.code, answer, aside, matter.known, reason)


def _mine_aside(matter: Matter) -> tuple[str, ...]:
    if matter.code == SAME_CODE:
        return matter.codes
    if matter.code == SAME_NUMBER:
        return ()
    return matter.mine or (matter.event,)


def _why_not(matter: Matter) -> str:
    if matter.code in OTHERS_FAULT:
        return ONLY_ASKED
    return WITH_ITS_DOSSIER if matter.code == SAME_CODE else RECEIVED
