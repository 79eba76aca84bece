"""What a clerk may put right on the dossier's page: words and counts misread or mistyped."""

from app.bootstrap import words
from app.domain.dossier import Dossier
from app.domain.procedure import Procedure
from app.services.offices import DECIDING_OFFICE, NameOf

PERSON = (
    ("name", "Họ và tên"),
    ("id", "Số giấy tờ"),
    ("born_on", "Ngày sinh"),
    ("phone", "Điện thoại"),
    ("address", "Nơi ở"),
)
SHORT = PERSON[:2]  # of the submitter
COUNTS = (("pages", "Số trang"), ("certify", "Số bản chứng thực"))  # of a paper
WHOLE = (("pages", "Số trang"), ("copies", "Số bản chứng thực"))  # of the only original
Wrong = tuple[str, str, str]


def correctable(dossier: Dossier, procedure: Procedure | None, named: NameOf) -> tuple[Wrong, ...]:
    """Each as path, label, and what stands there now; `named` calls an office by its commune."""
    labels = {one.key: one.label for one in procedure.details} if procedure else {}
    found = [*_of(dossier.owner, "owner", "", PERSON)]
    if dossier.submitter is not None:
        found += _of(dossier.submitter, "submitter", " người nộp", SHORT)
    for place, one in enumerate(dossier.subjects):
        role = words.SUBJECTS.get(one.role, "liên quan").lower()
        found += _of(one, f"subjects.{place}", f" ({role})", (PERSON[0], PERSON[2]))
    found += [(f"details.{key}", labels.get(key, key), now) for key, now in dossier.details]
    found += _counted(dossier)
    deciding = named(dossier.deciding_office or dossier.office)
    if dossier.fee_receipt is not None:
        found.append(("fee.fee_receipt.serial", "Số biên lai", dossier.fee_receipt.serial))
    return (
        *found,
        (DECIDING_OFFICE, "Cơ quan giải quyết", deciding),
        ("note", "Ghi chú", dossier.note or ""),
    )


def _counted(dossier: Dossier) -> list[Wrong]:
    """Pages and copies of each line that is certified."""
    if dossier.pages is not None or dossier.copies is not None:
        return [(name, label, _shown(getattr(dossier, name))) for name, label in WHOLE]
    return [
        (f"papers.{place}.{name}", f"{label} – {paper.name}", _shown(getattr(paper, name)))
        for place, paper in enumerate(dossier.papers)
        if paper.certify is not None
        for name, label in COUNTS
    ]


def _shown(count: int | None) -> str:
    return "1" if count is None else str(count)


def _of(person: object, path: str, whose: str, parts: tuple[tuple[str, str], ...]) -> list[Wrong]:
    told = [(name, label, getattr(person, name) or "") for name, label in parts]
    return [
        (f"{path}.{name}", f"{label}{whose}", words.day_of(now) if name == "born_on" else now)
        for name, label, now in told
    ]
