"""What Quản trị shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.admin.books_desk import BookCalls
from app.ui.admin.lan_desk import LanCalls
from app.ui.admin.slips_desk import SlipCalls
from app.ui.setup.desk import MachineDesk
from app.ui.setup.first_desk import EnrolDesk
from app.ui.tasks import Run

HAS_PIN, OLD_PIN, HAS_CODE, NOTHING = "pin", "old_pin", "code", "nothing"
KEYS = {
    HAS_PIN: ("done", "đã đặt PIN"),
    OLD_PIN: ("soon", "chưa đặt cụm mật khẩu"),  # the office asks for one
    HAS_CODE: ("soon", "chờ đặt PIN"),
    NOTHING: ("paused", "chưa có PIN ở máy này"),
}


@dataclass(frozen=True, slots=True)
class Office:
    """The office as it is printed, label by label, and where that comes from.

    `hours` as they are typed, where who is at the desk may change them; else empty.
    """

    facts: tuple[tuple[str, str], ...]
    source: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works here. `key` says what opens for him on this machine.

    `holds`: how many open dossiers are in his hands.
    """

    user: str
    name: str
    roles: tuple[str, ...]
    fields: tuple[str, ...] = ()
    key: str = HAS_PIN
    holds: int = 0


@dataclass(frozen=True, slots=True)
class People:
    """Who works here; `may_change`: whether the one who asks may change that."""

    people: tuple[Person, ...]
    may_change: bool


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What was typed of a new person; roles by their code names, no fields: every field."""

    user: str
    name: str
    roles: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The catalogue in force, label by label; `old` is the sentence where it is too old."""

    facts: tuple[tuple[str, str], ...]
    old: str = ""


@dataclass(frozen=True, slots=True)
class AdminDesk:
    """The callables; those about people and `recovery` raise ClerkError or Trouble.

    All run through `run`. `add` and `give_code` answer the one-time code, which is shown once.
    `suggest` proposes an id for a name, quick. `roles` are (code name, words), `usual_role` is the
    code name of what most people do; `fields` the fields of the catalogue. `machine` serves the
    panels that the first run shows, too; `about` says what this machine is; `new_sheet` (folder or
    file) makes a new recovery key and answers where its sheet lies: the old sheet opens no later
    copy. `join` (file, code) makes a desk that stands alone (`alone`, quick) one of the province.
    `lan` serves the part about the other desks, `slips` the one about blank slips,
    `books` the one about books of certification.
    `set_hours` (hours, the PIN of who is at the desk) says them from today on: what is true now.
    `only` names, quickly, who may do that and the sheet, where the clerk at the desk may not.
    """

    office: Callable[[], Office]
    people: Callable[[], People]
    add: Callable[[NewPerson], str]
    give_code: Callable[[str], str]
    end: Callable[[str], None]
    suggest: Callable[[str], str]
    fields: Callable[[], tuple[str, ...]]
    catalogue: Callable[[], Catalogue]
    about: Callable[[], tuple[tuple[str, str], ...]]
    machine: MachineDesk
    run: Run
    roles: tuple[tuple[str, str], ...]
    usual_role: str
    sheet_place: Callable[[], str]
    new_sheet: Callable[[str], str]
    alone: Callable[[], bool]
    enrol: EnrolDesk
    join: Callable[[str, str], None]
    lan: LanCalls
    slips: SlipCalls
    books: BookCalls
    set_hours: Callable[[str, str], str]
    only: Callable[[], str] = str
