"""What an extension (Mẫu 04) promised, on which letter, and why it changes no verdict."""

from app.bootstrap.words import promised
from app.domain.dossier import Dossier, Extension


def extensions(dossier: Dossier) -> dict[int, str]:
    """By the place of its line in the history; one that the table forbade promised nothing."""
    took = (
        place
        for place, line in enumerate(dossier.history)
        if line.effective and line.action == "extend"
    )
    return {place: _told(one) for place, one in zip(took, dossier.extended, strict=False)}


def _told(one: Extension) -> str:
    """17:00, thứ Hai 30/11 · số 15/XL · Vàng A Páo ký · muộn."""
    parts = (
        promised(one.due_at),
        f"số {one.number}" if one.number else "chưa có số",
        f"{one.signer} ký" if one.signer else "chưa ký",
        "muộn" if one.late else "",
        "" if one.first else "không phải lần đầu",
        "" if one.counts else "không đổi cách tính đúng hạn",
    )
    return " · ".join(part for part in parts if part)
