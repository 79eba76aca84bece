"""One visit, several dossiers on one slip: whose they are is said once, each has its own line."""

from collections.abc import Sequence
from typing import Any

from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.parts import PaperLine
from app.services.letterhead import Letterhead, Written, handed_by, person_values, require_valid
from app.services.ports import Stored
from app.services.slip_values import PAID
from app.wire.token import lookup_word

LAYOUT, NAME = "mau-01-nhieu", "giấy tiếp nhận nhiều hồ sơ"
MOST_PAPERS = 4


def visit(head: Letterhead, stored: Sequence[Stored]) -> Written:
    """ClerkError where the dossiers are not one person's, handed in by one person."""
    dossiers = [one.dossier for one in stored]
    for dossier in dossiers:
        require_valid(dossier, NAME)
        _same_people(dossiers[0], dossier)
    last = max(dossier.received_at for dossier in dossiers)
    fees = [dossier.fee_dong for dossier in dossiers if not dossier.exemption]
    first = dossiers[0]
    values = {
        **head.head(last.date()),
        "code": None,
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


def _same_people(first: Dossier, other: Dossier) -> None:
    same_owner = (first.owner.name, first.owner.id) == (other.owner.name, other.owner.id)
    if not same_owner or handed_by(first) != handed_by(other):
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
        "subject": f"{head.subject(dossier.procedure)} ({dossier.procedure})",
        "papers": names,
        "pages": pages,
        "count": copies,
        "due": dossier.first_due_at,
        "fee": _fee(dossier),
        "state": PAID[dossier.paid] if dossier.fee_dong and not dossier.exemption else None,
    }


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
