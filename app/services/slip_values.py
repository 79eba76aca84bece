"""What stands on the slip: a dossier, its desk and its token as the values of the layout."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.dossier import HOUR_AGREED, Dossier
from app.domain.limit import limit_in_words
from app.domain.parts import PaperLine
from app.domain.place import Office
from app.domain.procedure import Procedure
from app.domain.times import long_day
from app.services.codes import province_code
from app.services.ports import Standing, Stored
from app.services.terms import to_limit
from app.wire.signing import DeviceCertificate
from app.wire.token import Slip, lookup_word, make_token

KINDS = (("originals", "Bản chính"), ("certified", "Bản chứng thực"), ("copies", "Bản sao"))
PAID = {"cash": "Đã thu", "transfer": "Chuyển khoản, chờ đối soát", None: "Chưa thanh toán"}
RETURNS = {"post": "tại nhà qua bưu chính", "online": "trực tuyến"}
LONGEST_NAME = 120
UNNAMED = "Bản chính theo yêu cầu"
WHOLE = ("hành chính công", "hành\u00a0chính\u00a0công")  # never parted over two lines
WORDS = {None: "theo quy định của tỉnh", 0: "Không thu"}


@dataclass(frozen=True, slots=True)
class Signer:
    """The desk's key and certificate, for the token."""

    private: bytes
    certificate: DeviceCertificate


@dataclass(frozen=True, slots=True)
class Printing:
    """When, for whom and for the how-manieth time; `renewals` are promises behind the first one."""

    at: datetime
    clerk: str
    again: int = 0
    renewals: Sequence[Mapping[str, Any]] = ()


def slip_values(  # noqa: PLR0913 - what a slip is made of
    stored: Stored,
    standing: Standing,
    procedure: Procedure | None,
    signer: Signer,
    how: Printing,
    offices: Callable[[str], Office | None] = lambda _code: None,
) -> dict[str, Any]:
    """The values of Mẫu 01: the first promise, and below it later ones.

    `offices` finds other offices by their communes' codes.
    """
    dossier = stored.dossier
    office = _office(dossier.office, standing, offices) or standing.office
    deciding = _office(dossier.deciding_office, standing, offices)
    returning = _office(dossier.return_office, standing, offices) or office
    sole = _sole_original(dossier)
    papers = [_paper(paper) for paper in dossier.papers if not paper.certify and paper.name != sole]
    originals = _originals(dossier)
    branch = office.branch or (offices(office.commune) or office).branch
    return {
        "office": office_values(office) | {"branch": branch},
        "issued_at": dossier.received_at,
        "leased": not dossier.code.startswith("MC-") or None,
        "code": dossier.code,
        "void": dossier.void or None,
        "external": province_code(dossier),
        "owner": {
            name: getattr(dossier.owner, name)
            for name in ("name", "address", "phone", "email", "id")
        },
        "submitter": _submitter(dossier),
        "procedure": {
            "name": procedure_name(procedure) if procedure else dossier.procedure,
            "code": dossier.procedure,
        },
        "papers": papers,
        "originals": originals,
        "listed": bool(papers or originals) or None,
        "sets": dossier.sets,
        "term": _term(dossier, procedure),
        "received_at": dossier.received_at,
        "due_at": dossier.first_due_at,
        "renewals": list(how.renewals),
        "agreed": _agreed(dossier, procedure),
        "return_at": RETURNS.get(dossier.return_by, returning.name),
        "deciding": None if deciding in (None, office) else deciding.name,
        "fee": _fee(dossier),
        "token": slip_token(stored, signer, office.lookup_url),
        "lookup_word": lookup_word(stored.identity),
        "handed_by": dossier.submitter.name if dossier.submitter else dossier.owner.name,
        "clerk": how.clerk,
        "print": {
            "desk": standing.workstation,
            "at": how.at,
            "training": standing.training or None,
            "again": how.again or None,
        },
    }


def _term(dossier: Dossier, procedure: Procedure | None) -> str:
    """The term in words; a longer one than the day itself is agreed on by this very paper.

    A case that was put right later promised nothing: the term is still the one of the reception.
    """
    if dossier.term and dossier.case and procedure is not None and procedure.longer:
        longer = limit_in_words(to_limit(procedure.limit_for(dossier.case, dossier.channel)))
        if dossier.term == longer:
            return f"{longer}, người yêu cầu đồng ý; Giấy này là văn bản hẹn"
    return dossier.term or "pháp luật không ấn định"


def _agreed(dossier: Dossier, procedure: Procedure | None) -> str | None:
    """A day for coming, with its hour and what for; None where the due time says it already."""
    if dossier.appointment is None:
        return None
    day = date.fromisoformat(dossier.appointment)
    hour = dict(dossier.details).get(HOUR_AGREED)
    if hour is None:
        due_at = dossier.first_due_at
        return None if due_at and due_at.date() == day else long_day(day)
    fields = procedure.details if procedure else ()
    why = next((one.label for one in fields if one.key == HOUR_AGREED), "")
    return f"{hour} {long_day(day)}" + (f" ({why[:1].lower()}{why[1:]})" if why else "")


def _office(
    code: str | None, standing: Standing, offices: Callable[[str], Office | None]
) -> Office | None:
    return standing.office if code in (None, standing.office.commune) else offices(code)


def office_values(office: Office) -> dict[str, str | None]:
    """The office as papers name it: `agency` under its parent does not say the unit again."""
    unit = office.parent.partition(" ")[2]
    name = office.name.replace(*WHOLE)
    return {
        "parent": office.parent,
        "agency": name.removesuffix(f" {unit}"),
        "name": name,
        "place": office.place,
        "phone": office.phone,
        "lookup_url": office.lookup_url,
    }


def procedure_name(procedure: Procedure) -> str:
    """The official name; the short one where that would fill half the slip (the code is exact)."""
    return procedure.name if len(procedure.name) <= LONGEST_NAME else procedure.short_name


def _submitter(dossier: Dossier) -> dict[str, str | None]:
    who = dossier.submitter
    return {"name": who.name, "relation": who.relation} if who else {}


def _paper(paper: PaperLine) -> dict[str, str]:
    """One row; several kinds stand below each other, each level with its count."""
    kinds = [(words, getattr(paper, name)) for name, words in KINDS if getattr(paper, name)]
    return {
        "name": paper.name,
        "kind": "\n".join(words for words, _ in kinds),
        "count": "\n".join(f"{count:02d}" for _, count in kinds),
    }


def _originals(dossier: Dossier) -> list[dict[str, str]]:
    rows = [
        (paper.name, paper.pages or 1, paper.certify) for paper in dossier.papers if paper.certify
    ]
    if dossier.pages is not None:
        rows.append((_sole_original(dossier) or UNNAMED, dossier.pages, dossier.copies or 1))
    return [
        {"name": name, "pages": f"{pages:02d}", "copies": f"{copies:02d}"}
        for name, pages, copies in rows
    ]


def _sole_original(dossier: Dossier) -> str | None:
    """The paper that the whole dossier's pages and copies speak of, where there is one only."""
    found = [paper.name for paper in dossier.papers if paper.originals and not paper.certify]
    return found[0] if dossier.pages is not None and len(found) == 1 else None


def _fee(dossier: Dossier) -> dict[str, Any]:
    amount = dossier.fee_dong
    if dossier.exemption:
        return {"words": f"Miễn – căn cứ {dossier.exemption}"}
    if not amount:
        return {"words": WORDS[amount]}
    return {"amount": amount, "state": PAID[dossier.paid]}


def slip_token(stored: Stored, signer: Signer, lookup_url: str | None) -> str:
    """What a scanner reads off the slip: the same at every print."""
    dossier = stored.dossier
    slip = Slip(
        dossier.code,
        dossier.procedure,
        dossier.received_at,
        dossier.first_due_at,
        stored.depth,
        stored.identity[:8],
    )
    token = make_token(slip, signer.private, signer.certificate)
    return f"{lookup_url}#{token}" if lookup_url else token
