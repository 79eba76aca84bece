"""One paper for what one person handed in here on one day, beside the slips of each."""

from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import Wanted
from app.bootstrap.writing import VISIT
from app.services.bunches import together
from app.services.ports import Stored
from app.services.visit_values import same_people
from app.storage import persons

JOINT = "joint"


def joint(opened: OpenDesk, stored: Stored) -> tuple[Stored, ...]:
    """The dossiers that one paper would tell of; none where a slip, or that of a bunch, does."""
    if stored.dossier.void or stored.dossier.master is not None:
        return ()
    numbers = persons.of_day(opened.connection, stored.id, stored.dossier)
    day = [opened.journal.dossier(number) for number in numbers]
    found = tuple(one for one in day if same_people(stored.dossier, one.dossier))
    bunch = {one.id for one in together(opened.journal, stored)}
    return found if {one.id for one in found} - bunch else ()


def joint_paper(opened: OpenDesk, stored: Stored) -> Wanted:
    """That paper as the print queue is asked for it."""
    return Wanted(VISIT, joint(opened, stored) or (stored,))


def joint_print(opened: OpenDesk, stored: Stored) -> list[tuple[str, str]]:
    """That paper with its words, as a thing to print; none where it would tell of nothing more."""
    many = len(joint(opened, stored))
    return [(JOINT, f"Một giấy cho {many} hồ sơ nộp cùng ngày")] if many else []
