"""Where a dossier is among offices, as the pages say it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from app.bootstrap.opening import OpenDesk
from app.domain.dossier import Dossier, HistoryLine
from app.domain.downstream import REASSIGN
from app.domain.old_units import BEFORE
from app.domain.person import Person
from app.services import offices
from app.services.offices import NameOf
from app.services.ports import Stored
from app.storage.folding import is_guest

PROVINCE = "Tỉnh"


def home(owner: Person) -> str:
    """Where somebody lives, with the commune as it was called where that is known."""
    address, old = owner.address or "", owner.old_commune
    if not old or old in address:
        return address
    return f"{address} ({BEFORE}: {old})".strip()


@dataclass(frozen=True, slots=True)
class Places:
    """The offices of one dossier; `guest`: another one received it."""

    own: str
    guest: bool
    whole: NameOf
    short: NameOf
    branch: Callable[[str], str | None]

    @classmethod
    def of(cls, opened: OpenDesk, stored: Stored) -> "Places":
        """Named by the catalogue that the dossier was received under."""
        catalogue = opened.catalogues.labelled(stored.dossier.catalogue)
        office = opened.standing.office
        return cls(
            opened.standing.commune,
            is_guest(stored.id),
            offices.name_of(catalogue, office),
            offices.unit_of(catalogue, office),
            partial(offices.branch_of, catalogue),
        )

    def rows(self, dossier: Dossier) -> list[tuple[str, str]]:
        """Who received it, who decides, who gives back; none where one office does all.

        A point of a one-level centre names its branch, too.
        """
        branch = self.branch(dossier.office)
        if not dossier.leaves and not self.guest and branch is None:
            return []
        return [
            ("Nơi tiếp nhận", self.whole(dossier.office)),
            *([("Chi nhánh", branch)] if branch else []),
            ("Nơi giải quyết", self.whole(dossier.deciding_office or dossier.office)),
            ("Nơi trả kết quả", self.whole(dossier.return_office or dossier.office)),
        ]

    def received_at(self, dossier: Dossier, desk: str) -> str:
        """`tại Quầy 1` here, the commune elsewhere."""
        return f"tại {self.short(dossier.office)}" if self.guest else desk

    def who(self, line: HistoryLine, names: dict[str, str]) -> str:
        """By whom: of another office as it stands on paper, or by his id, never by a name here."""
        said = line.by or line.actor
        return names.get(said, said) if line.office is None else said

    def where(self, line: HistoryLine) -> str:
        """Where a step was recorded; empty for this machine and the province."""
        if line.action == REASSIGN or not line.elsewhere:
            return ""
        return "ở máy khác" if line.office is None else f"ở {self.short(line.office)}"
