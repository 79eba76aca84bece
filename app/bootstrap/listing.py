"""How dossiers stand in the tables of the desk: one row, one order of cells, everywhere."""

from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.domain.catalogue import Catalogue
from app.domain.dossier import FINISHED, Dossier
from app.domain.place import Office
from app.services.codes import SYSTEMS
from app.services.offices import unit_of
from app.services.ports import Card
from app.services.promise import Promise
from app.storage.chain_store import stored_through
from app.ui.widgets.table import TableRow

HERE = "Bộ phận tiếp nhận"
READY_AT = "Ở quầy trả kết quả"


@dataclass(frozen=True, slots=True)
class Listing:
    """How a dossier stands in the tables of the desk; what all rows share is read once."""

    catalogue: Catalogue
    promise: Promise
    now: datetime
    stored: int | None
    people: dict[str, str]
    office: Office

    @classmethod
    def of(cls, opened: OpenDesk, frozen: Frozen) -> "Listing":
        """As things are now; `stored` None where there is no province."""
        alone = frozen.standing_now.device is None
        return cls(
            frozen.catalogue_now,
            Promise.of(frozen.catalogue_now, frozen.standing_now.office),
            opened.desk.clock.now(),
            None if alone else stored_through(opened.connection),
            words.people(opened.journal.users()),
            frozen.standing_now.office,
        )

    def row(self, card: Card, about: str = "") -> TableRow:
        """Number, owner, procedure, due, where it is, whether the province has it.

        `about` is said before the procedure.
        """
        procedure = procedure_name(self.catalogue, card.procedure)
        return TableRow(
            card.code,
            (
                words.said_number(card.code, card.received_at),
                card.name,
                f"{about.rstrip('.')}. {procedure}" if about else procedure,
                self.state(card),
                self._place_of(card),
                self.sent(card),
            ),
        )

    def state(self, card: Card) -> tuple[str, str]:
        """The chip."""
        return words.state_of(
            card.status, card.state, card.due_at, self.promise, self.now, void=card.void
        )

    def state_of(self, dossier: Dossier) -> tuple[str, str]:
        """The chip of a whole dossier."""
        return words.state_of(
            dossier.status, dossier.state, dossier.due_at, self.promise, self.now, void=dossier.void
        )

    def _place_of(self, card: Card) -> str:
        if card.system is not None:
            return SYSTEMS.get(card.system, card.system).capitalize()
        return self.place(card.status, card.holder, card.place)

    def place(self, status: int, holder: str | None, office: str | None = None) -> str:
        """Where it lies, not what it waits for: that is the chip's to say, once.

        Whose it is stands in the journal by his id, here by his name; what is at another office by
        that one's commune.
        """
        if office not in (None, self.office.commune):
            return unit_of(self.catalogue, self.office)(str(office))
        return READY_AT if status == FINISHED else self.people.get(holder or "", holder) or HERE

    def sent(self, card: Card) -> tuple[str, str]:
        """How far it has come on its way to the province."""
        if card.system is not None:
            return "stored", words.ELSEWHERE
        known = None if self.stored is None else card.last_event <= self.stored
        return words.sent(known, paired=card.paired)


def procedure_name(catalogue: Catalogue, code: str) -> str:
    """The short name of a procedure, or its code where the catalogue does not know it."""
    procedure = catalogue.procedure(code)
    return procedure.short_name if procedure else code
