"""Linked procedures on the dossier's page: the whole by its name, the others as they stand."""

from app.bootstrap import words
from app.bootstrap.listing import procedure_name
from app.bootstrap.opening import OpenDesk
from app.domain.dossier import Dossier
from app.services.bunches import name_of, together
from app.services.ports import Stored
from app.services.promise import Promise


def rows(opened: OpenDesk, stored: Stored) -> list[tuple[str, str]]:
    """(label, value) pairs; none for a dossier that came alone."""
    name = name_of(stored.dossier)
    if name is None:
        return []
    others = [one for one in together(opened.journal, stored) if one.id != stored.id]
    return [("Liên thông", name), *(("Cùng phiếu", _told(opened, one.dossier)) for one in others)]


def _told(opened: OpenDesk, other: Dossier) -> str:
    """20/11 – 0002 · Đăng ký thường trú · còn 3 ngày."""
    catalogue = opened.catalogues.labelled(other.catalogue)
    state = words.state_of(
        other.status, other.state, other.due_at, Promise.of(catalogue, opened.standing.office),
        opened.desk.clock.now(), void=other.void,
    )  # fmt: skip
    number = words.said_number(other.code, other.received_at)
    return " · ".join((number, procedure_name(catalogue, other.procedure), state[1]))
