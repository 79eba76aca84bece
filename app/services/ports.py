"""What the services need of the world, as small protocols; fakes stand behind them in tests."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from app.domain.blank_slips import PrintedSlips
from app.domain.catalogue import Catalogue
from app.domain.certification import Book, Given
from app.domain.dossier import Dossier
from app.domain.duty import Note
from app.domain.events import Fact, Received
from app.domain.form_stock import Stock
from app.domain.incidents import Incident
from app.domain.place import Office
from app.domain.scan import ScanAdded


class Clock(Protocol):
    """The only source of now."""

    def now(self) -> datetime:
        """The law's time, with a typed offset already in it."""
        ...


@dataclass(frozen=True, slots=True)
class Stored:
    """A dossier in the store: `id` its local number, `identity` its opening event's hash."""

    id: int
    identity: bytes
    depth: int
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Card:
    """What lists show of a dossier.

    `stage` is what a desk has to do with it (None: nothing), `holder` who has it after a hand-over,
    `last_event` the local number of the newest thing that happened to it; `paired`: another system
    has it too, under a code of its own; `place`: the commune of the office where it is, of one that
    was not received, decided and given back in one office; `system`: the one that holds it, of a
    foreign dossier.
    """

    id: int
    code: str
    name: str
    procedure: str
    received_at: datetime
    status: int
    state: str | None
    due_at: datetime | None
    void: bool
    stage: int | None
    holder: str | None
    last_event: int
    paired: bool = False
    place: str | None = None
    system: str | None = None


@dataclass(frozen=True, slots=True)
class User:
    """A person of the office as the journal knows him."""

    id: str
    name: str
    roles: tuple[str, ...]
    fields: tuple[str, ...]
    public_key: str | None
    ended: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What this desk is, out of its journal: the last `installed` and what came down since.

    `hours`: those that the office said itself, each with the day (ISO) from which on.
    """

    commune: str
    desk: int
    letter: str
    numbering: str
    agency_code: str | None
    device: str | None
    training: bool
    installation: str
    office: Office
    hours: tuple[tuple[str, str], ...] = ()

    def office_on(self, day: date) -> Office:
        """The office with the hours that it worked on that day."""
        said = [hours for since, hours in self.hours if since <= day.isoformat()]
        return replace(self.office, hours=said[-1]) if said else self.office

    @property
    def workstation(self) -> str:
        """The desk as small print names it."""
        return f"{self.commune}-{self.desk}{self.letter}"


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """A paper that shall be printed once the transaction is committed.

    `others` are further dossiers that it tells of.
    """

    form: str
    paper: str
    copies: int = 1
    others: tuple[int, ...] = ()


class Reads(Protocol):
    """What may be asked of the journal's projections."""

    def standing(self) -> Standing:
        """What this desk is."""
        ...

    def users(self) -> Sequence[User]:
        """Everybody of the office, ended ones too, in the order they were added."""
        ...

    def dossier(self, dossier_id: int) -> Stored:
        """One dossier by its local number."""
        ...

    def with_code(self, code: str) -> Sequence[Stored]:
        """Dossiers that bear a code (own or foreign) or whose identity begins so."""
        ...

    def foreign(self, system: str, code: str) -> Stored | None:
        """The dossier that another system has under a code, as its list was taken in here."""
        ...

    def filed_elsewhere(self, owner_id: str, procedure: str) -> Sequence[Card]:
        """Open dossiers of other systems' lists that none of ours stands for, the newest first."""
        ...

    def with_key(self, key: str) -> Stored | None:
        """The dossier that was received under a key."""
        ...

    def with_receipt(self, mark: str) -> Sequence[Stored]:
        """The last two dossiers for which a fee receipt was written, by `FeeReceipt.mark`."""
        ...

    def promised(self, dossier_id: int) -> Received:
        """The reception as it was written, before any step or correction."""
        ...

    def highest_code(self, prefix: str) -> str | None:
        """The code with the greatest running number behind a prefix."""
        ...

    def highest_paper(self, prefix: str) -> str | None:
        """The greatest number behind a prefix of the desk's papers without a dossier."""
        ...

    def asked_before(self, procedure: str, owner_id: str) -> str | None:
        """The last paper that told the person what this procedure lacks; None where none did."""
        ...

    def highest_incident(self, prefix: str) -> str | None:
        """The greatest number of an incident behind a prefix."""
        ...

    def incident(self, number: str) -> Incident | None:
        """One incident that was reported at this desk, as it stands."""
        ...

    def shift_note(self, identity: str) -> Note | None:
        """One note from clerk to clerk, by its event's hash (hex) or the beginning of it."""
        ...

    def note_with_key(self, key: str) -> Note | None:
        """The note that was left at this desk under a key."""
        ...

    def form_stocks(self) -> Sequence[Stock]:
        """The register of blank forms of this desk, by the forms' codes."""
        ...

    def highest_blank(self, series: str) -> int:
        """The highest running number of a series of blank slips that was printed; 0 for none."""
        ...

    def blank_run(self, number: str) -> PrintedSlips | None:
        """The run in which a blank slip was printed here; None where it was not."""
        ...

    def spoilt_slip(self, number: str) -> str | None:
        """Why a blank slip was set aside; None where it was not."""
        ...

    def codes_between(self, first: str, last: str) -> Sequence[str]:
        """Codes from the first to the last one, both with."""
        ...

    def books(self, kind: str | None = None, year: int | None = None) -> Sequence[Book]:
        """Books of certification in the order they were opened; of one kind and year, or all."""
        ...

    def highest_entry(self, book: str) -> int | None:
        """The highest number that was given in a book."""
        ...

    def given(self, first: date, last: date) -> Sequence[Given]:
        """Numbers of signings from the first to the last day, by book and number."""
        ...

    def finished(self, procedures: Sequence[str], first: date, last: date) -> Sequence[int]:
        """Dossiers of some procedures finished here or elsewhere from the first to the last day."""
        ...

    def blocks(self, on: date, letter: str) -> Sequence[tuple[str, int]]:
        """Leased (agency code, block) of the installation with this letter that cover a day."""
        ...

    def last_recorded_at(self) -> datetime | None:
        """When the newest event was written."""
        ...


class Writes(Reads, Protocol):
    """One open transaction; everything or nothing of it becomes durable."""

    def append(
        self, fact: Fact, *, at: datetime, by: str | None = None, dossier_id: int | None = None
    ) -> int:
        """Append an event and fold it; its local number (of a reception: the dossier's)."""
        ...

    def scan_fact(self, digest: str) -> ScanAdded:
        """A scan that lies at this desk, as a fact; it belongs to a dossier from now on."""
        ...

    def drop_draft(self, draft_id: str) -> None:
        """The draft became a dossier."""
        ...

    def enqueue_print(self, request: PrintRequest, dossier_id: int, code: str) -> int:
        """A print job that waits for COMMIT."""
        ...


class Store(Reads, Protocol):
    """The journal and its projections."""

    def transaction(self) -> AbstractContextManager[Writes]:
        """BEGIN IMMEDIATE … COMMIT, synchronous FULL; on any error nothing of it happened."""
        ...

    def find(self, text: str, limit: int) -> Sequence[Card]:
        """Newest first; every word begins a word of the name, or a code, id, phone or hamlet."""
        ...


class Catalogues(Protocol):
    """The catalogue versions that this desk holds."""

    def covering(self, on: date) -> Catalogue:
        """The newest version that covers a reception on that day."""
        ...

    def labelled(self, label: str) -> Catalogue:
        """The version with that name, or the newest where it is not held any more."""
        ...
