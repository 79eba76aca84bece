"""What a clerk may put right on the dossier's page: words that were misread or mistyped."""

from app.bootstrap import words
from app.domain.dossier import Dossier
from app.domain.procedure import Procedure

PERSON = (
    ("name", "Họ và tên"),
    ("id", "Số giấy tờ"),
    ("born_on", "Ngày sinh"),
    ("phone", "Điện thoại"),
    ("address", "Nơi ở"),
)
SHORT = PERSON[:2]  # of the submitter
Wrong = tuple[str, str, str]


def correctable(dossier: Dossier, procedure: Procedure | None) -> tuple[Wrong, ...]:
    """Each as path, label, and what stands there now; numbers that a fee is counted from are none.

    Whoever has them wrong voids the dossier, so that the slip in the citizen's hand goes, too.
    """
    labels = {one.key: one.label for one in procedure.details} if procedure else {}
    found = [*_of(dossier.owner, "owner", "", PERSON)]
    if dossier.submitter is not None:
        found += _of(dossier.submitter, "submitter", " người nộp", SHORT)
    for place, one in enumerate(dossier.subjects):
        role = words.SUBJECTS.get(one.role, "liên quan").lower()
        found += _of(one, f"subjects.{place}", f" ({role})", (PERSON[0], PERSON[2]))
    found += [(f"details.{key}", labels.get(key, key), now) for key, now in dossier.details]
    return (*found, ("note", "Ghi chú", dossier.note or ""))


def _of(person: object, path: str, whose: str, parts: tuple[tuple[str, str], ...]) -> list[Wrong]:
    told = [(name, label, getattr(person, name) or "") for name, label in parts]
    return [
        (f"{path}.{name}", f"{label}{whose}", words.day_of(now) if name == "born_on" else now)
        for name, label, now in told
    ]
