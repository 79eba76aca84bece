"""Reasons as dated data: for refusals at the counter, for what makes work wait; and what is none.

Incidents have their groups and what they are about in the same list (`app/domain/incidents.py`),
and official blank forms their names (`app/domain/form_stock.py`).

A technical fault is never a reason to refuse (domain.md 1.3): rows of the kind `never` are words
that a reason may not contain. They are no fault inside a row of the kind `alike`: who has no
telephone (không có điện thoại) does not speak of power. Free words are allowed beside a row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.tables import Row
from app.domain.vietnamese import fold

REFUSAL, WAIT, NEVER, ALIKE = "refusal", "wait", "never", "alike"
INCIDENT, DEVICE, FORM = "incident", "device", "form"
KINDS = (REFUSAL, WAIT, NEVER, ALIKE, INCIDENT, DEVICE, FORM)
SENTENCE_END = re.compile(r"[.;:!?\n]")
COLUMNS = frozenset("code kind words ground source certainty".split())


@dataclass(frozen=True, slots=True)
class Reason:
    """One row: what the clerk picks by `code`, what papers say, and the ground it rests on."""

    code: str
    kind: str
    words: str
    ground: str = ""


def read_reason(row: Row) -> Reason:
    """One line of reasons.csv; ClerkError with its number."""
    kind = row.needed("kind")
    if kind not in KINDS:
        raise row.fault(f"“{kind}” không phải loại lý do ({', '.join(KINDS)})")
    words = row.needed("words")
    if kind in (NEVER, ALIKE) and not _words(words):
        raise row.fault(f"“{words}” không có chữ nào để so với lý do")
    return Reason(row.needed("code"), kind, words, row.text("ground"))


def of_kind(reasons: Sequence[Reason], kind: str) -> tuple[Reason, ...]:
    """Those rows, in their order."""
    return tuple(one for one in reasons if one.kind == kind)


def settled(reasons: Sequence[Reason], kind: str, text: str) -> tuple[str, str | None]:
    """The reason as papers print it and the ground of its row; other words stay as they are.

    `text` begins with a row's code or words, with more behind a semicolon, or is free.
    """
    for one in of_kind(reasons, kind):
        for known in (one.code, one.words):
            more = _behind(text, known)
            if more is not None:
                return f"{one.words}; {more}" if more else one.words, one.ground or None
    return text, None


def technical_fault(reasons: Sequence[Reason], text: str) -> str | None:
    """The words that tell of a technical fault, None for a reason; typed without marks, too."""
    found = (_fault_in(reasons, sentence) for sentence in SENTENCE_END.split(text))
    return next(filter(None, found), None)


def _fault_in(reasons: Sequence[Reason], sentence: str) -> str | None:
    unmarked = _words(sentence) == _words(fold(sentence))

    def read(words: str) -> str:
        return _words(fold(words) if unmarked else words)

    parts = [_words(one) for one in sentence.split(",")]  # no other words go on over a comma
    for one in of_kind(reasons, ALIKE):
        parts = [re.sub(rf"\b{read(one.words)}\b", "|", part) for part in parts]
    said = " ".join(parts)
    for one in of_kind(reasons, NEVER):
        if f" {read(one.words)} " in f" {said} ":
            return one.words
    return None


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _behind(text: str, name: str) -> str | None:
    """What follows the name and a semicolon; None where the text is about something else."""
    rest = text[len(name) :].strip()
    if text[: len(name)].casefold() != name.casefold() or not (rest == "" or rest[0] == ";"):
        return None
    return rest.removeprefix(";").strip()
