"""All that a desk holds on one person, for whoever asks for his own data (domain.md 8)."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.domain.advised import AdvisedOfPapers
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.events import Event, Refused
from app.domain.identity import clean_id, guess_id_kind
from app.domain.times import iso
from app.services.fields import printable
from app.services.ports import Stored
from app.services.views import plain

OWNER, SUBMITTER, SUBJECT, REPRESENTATIVE, RECEIVER = (
    "owner", "submitter", "subject", "representative", "receiver",
)  # fmt: skip


def clean_number(typed: str) -> str:
    """The number in its normal form; ClerkError for one that cannot be a person's."""
    text = typed.strip()
    kind = guess_id_kind(text)
    if kind is None:
        raise ClerkError(
            f"“{printable(text)}” không phải số CCCD, CMND, hộ chiếu hay mã số thuế. Hãy xem lại.",
            "id",
        )
    return clean_id(text, kind)


def person_file(
    number: str, dossiers: Sequence[Stored], papers: Sequence[Event], drafts: int
) -> dict[str, Any]:
    """One object; ClerkError where nothing is stored under the number."""
    parts = [one for stored in dossiers if (one := _dossier(stored, number))]
    if not parts and not papers and not drafts:
        raise ClerkError(f"Máy này không lưu gì về số “{printable(number)}”.", "id")
    return {
        "id": number,
        "names": sorted(_names(parts, papers)),
        "dossiers": parts,
        "refusals": [_paper(one) for one in papers if isinstance(one.fact, Refused)],
        "advised": [_paper(one) for one in papers if isinstance(one.fact, AdvisedOfPapers)],
        "drafts": drafts,
    }


def roles(dossier: Dossier, number: str) -> Iterator[tuple[str, Any]]:
    """Each place of a dossier in which the number stands, with what is stored there."""
    owner = dossier.owner
    single = (
        (OWNER, owner),
        (SUBMITTER, dossier.submitter),
        (REPRESENTATIVE, owner.representative),
        (RECEIVER, dossier.returned_to),
    )
    for role, part in (*single, *((SUBJECT, one) for one in dossier.subjects)):
        if part is not None and part.id == number:
            yield role, part
    if dossier.returned_at is not None and dossier.returned_to is None and owner.id == number:
        yield RECEIVER, owner


def _dossier(stored: Stored, number: str) -> dict[str, Any] | None:
    """What a dossier holds on him; None where it does not, and never did before a correction."""
    dossier = stored.dossier
    found = list(roles(dossier, number))
    corrections = [
        {
            "at": iso(line.at),
            "by": line.by or line.actor,
            "field": line.change.field,
            "old": plain(line.change.old),
            "new": plain(line.change.new),
            "reason": line.reason,
            "effective": line.effective,
        }
        for line in dossier.history
        if line.change is not None
    ]
    put_right = [one for one in corrections if str(one["field"]).endswith(".id")]
    if not found and not any(number in (one["old"], one["new"]) for one in put_right):
        return None
    return {
        "id": stored.identity.hex()[:16],
        "code": dossier.code,
        "codes": [plain(one) for one in dossier.codes],
        "procedure": dossier.procedure,
        "received_at": iso(dossier.received_at),
        "status": dossier.status,
        "state": dossier.state,
        "void": dossier.void,
        "roles": [{"role": role, "stored": plain(part)} for role, part in found],
        "details": dict(dossier.details) if any(role == OWNER for role, _ in found) else {},
        "note": dossier.note,
        "scans": len(dossier.scans),
        "corrections": corrections,
    }


def _paper(event: Event) -> dict[str, Any]:
    fact = event.fact
    if not isinstance(fact, Refused | AdvisedOfPapers):
        raise TypeError(type(fact).__name__)
    told = {
        "number": fact.document,
        "at": iso(event.at),
        "by": event.by or event.actor,
        "procedure": fact.procedure,
        "stored": plain(fact.owner),
        "reason": fact.reason,
    }
    if isinstance(fact, Refused):
        return told | {"ground": fact.ground}
    return told | {"papers": list(fact.papers), "until": fact.until}


def _names(parts: Sequence[dict[str, Any]], papers: Sequence[Event]) -> set[str]:
    found = {role["stored"]["name"] for one in parts for role in one["roles"]}
    owners = (one.fact.owner for one in papers if isinstance(one.fact, Refused | AdvisedOfPapers))
    return found | {owner.name for owner in owners}
