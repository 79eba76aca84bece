"""One visit, several dossiers on one slip: whose they are is said once, each has its own line.

Linked procedures are such a visit by their name, with one code to scan for all of them.
"""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.parts import PaperLine
from app.services.bunches import name_of
from app.services.letterhead import Letterhead, Written, handed_by, person_values, require_valid
from app.services.ports import Stored
from app.services.slip_values import PAID
from app.wire.token import lookup_word

LAYOUT, NAME = "mau-01-nhieu", "giấy tiếp nhận nhiều hồ sơ"
MOST_PAPERS = 4


def standing(stored: Sequence[Stored]) -> tuple[Stored, ...]:
    """Of linked procedures those that were not voided; all where nothing else is left."""
    if any(name_of(one.dossier) is None for one in stored):
        return tuple(stored)
    return tuple(one for one in stored if not one.dossier.void) or tuple(stored)


def visit(
    head: Letterhead, stored: Sequence[Stored], token_of: Callable[[Stored], str] = lambda _one: ""
) -> Written:
    """ClerkError where the dossiers are not one person's, handed in by one person.

    `token_of` makes what a scanner reads off the paper of linked procedures.
    """
    dossiers = [one.dossier for one in stored]
    for dossier in dossiers:
        require_valid(dossier, NAME)
        _require_same_people(dossiers[0], dossier)
    last = max(dossier.received_at for dossier in dossiers)
    fees = [dossier.fee_dong for dossier in dossiers if not dossier.exemption]
    first = dossiers[0]
    values = {
        **head.head(last.date()),
        "code": None,
        "bunch": (bunch := _bunch(stored)),
        "token": (bunch and token_of(stored[0])) or None,
        "lookup_word": lookup_word(stored[0].identity),
        "owner": person_values(first.owner),
        "submitter": {"name": first.submitter.name, "relation": first.submitter.relation}
        if first.submitter
        else {},
        "handed_by": handed_by(first),
        "clerk": _clerk(head, dossiers),
        "received_at": last,
        "dossiers": [_line(head, one) for one in stored],
        "total": len(dossiers),
        "sum": None if None in fees else sum(fee or 0 for fee in fees),
        "unknown": True if None in fees else None,
    }
    return Written(LAYOUT, values, last.date())


def _bunch(stored: Sequence[Stored]) -> str | None:
    """The name of the whole, where all of them came in the same one."""
    names = {name_of(one.dossier) for one in stored}
    codes = {one.dossier.code for one in stored}
    first = {stored[0].dossier.code, *(link.other for link in stored[0].dossier.links)}
    return names.pop() if len(names) == 1 and codes <= first else None


def same_people(first: Dossier, other: Dossier) -> bool:
    """Whether both are one person's, handed in by one person."""
    same_owner = (first.owner.name, first.owner.id) == (other.owner.name, other.owner.id)
    return same_owner and handed_by(first) == handed_by(other)


def _require_same_people(first: Dossier, other: Dossier) -> None:
    if not same_people(first, other):
        raise ClerkError(
            f"Hồ sơ {first.code} và {other.code} không cùng chủ hồ sơ và người nộp nên không in "
            "chung một giấy. Hãy in riêng.",
            "code",
        )


def _clerk(head: Letterhead, dossiers: Sequence[Dossier]) -> str | None:
    line = dossiers[0].history[0]
    return line.by or (head.person(line.actor) if line.office is None else line.actor)


def _line(head: Letterhead, stored: Stored) -> dict[str, Any]:
    dossier = stored.dossier
    pages, copies = _counts(dossier)
    names = _papers(dossier.papers)
    return {
        "code": dossier.code,
        "word": lookup_word(stored.identity),
        "subject": _subject(head, dossier.procedure),
        "about": dossier.subjects[0].name if dossier.subjects else None,
        "papers": names,
        "pages": pages,
        "count": copies,
        "due": dossier.first_due_at,
        "deciding": _elsewhere(head, dossier),
        "fee": _fee(dossier),
        "state": PAID[dossier.paid] if dossier.fee_dong and not dossier.exemption else None,
    }


def _subject(head: Letterhead, code: str) -> str:
    """With the published code; a code of our own says nothing to a citizen."""
    return f"{head.subject(code)} ({code})" if "." in code else head.subject(code)


def _elsewhere(head: Letterhead, dossier: Dossier) -> str | None:
    there = dossier.deciding_office
    return None if there in (None, dossier.office) else head.office(there) or there


def _papers(papers: Sequence[PaperLine]) -> str | None:
    names = [paper.name for paper in papers[:MOST_PAPERS]]
    more = len(papers) - len(names)
    return "; ".join([*names, *([f"và {more} giấy khác"] if more else [])]) or None


def _counts(dossier: Dossier) -> tuple[str | None, str | None]:
    """Pages and copies of what is certified, else sheets handed in."""
    originals = [paper for paper in dossier.papers if paper.certify]
    if dossier.pages is not None:
        return str(dossier.pages), str(dossier.copies or 1)
    if originals:
        pages = ", ".join(str(paper.pages or 1) for paper in originals)
        return pages, ", ".join(str(paper.certify) for paper in originals)
    handed = sum(paper.originals + paper.certified + paper.copies for paper in dossier.papers)
    return None, str(handed) if handed else None


def _fee(dossier: Dossier) -> int | str | None:
    if dossier.exemption:
        return "miễn"
    return dossier.fee_dong
