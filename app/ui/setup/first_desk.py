"""What the first run asks and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.place import CENTRE
from app.ui.setup.desk import MachineDesk, Named
from app.ui.tasks import Run

ENROL, ALONE, TRAINING, RESTORE = "enrol", "alone", "training", "restore"


@dataclass(slots=True)
class Answers:
    """What was answered so far; the page may be built anew around it.

    `way` is ENROL, ALONE, TRAINING, RESTORE or empty; `office` says in words what step 2 settled
    (empty: nothing yet), `kind` what papers call the office. `sheet` is where the recovery sheet
    goes, `sheet_at` where it lies once the desk is founded; `done` names the steps that were
    answered, `step` the place of the open one and `reached` the farthest so far.
    """

    way: str = ""
    office: str = ""
    commune: Named | None = None
    desk: int = 1
    kind: str = CENTRE
    file: str = ""
    code: str = ""
    copy: str = ""
    recovery: str = ""
    sheet: str = ""
    sheet_at: str = ""
    founded: bool = False
    step: int = 0
    reached: int = 0
    done: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class FileRead:
    """What an enrolment file says: in words, or that it wants the code that went another way."""

    words: str = ""
    wants_code: bool = False


@dataclass(frozen=True, slots=True)
class EnrolDesk:
    """The callables about the province's file; they run through `look`.

    `files` are enrolment files on sticks and in the usual folders; `read_file` (path, code) and
    `write_request` (path; answers the check word) raise ClerkError or Trouble. `request_place`
    proposes where to write, quick.
    """

    files: Callable[[], tuple[Named, ...]]
    read_file: Callable[[str, str], FileRead]
    write_request: Callable[[str], str]
    request_place: Callable[[], str]
    look: Run


@dataclass(frozen=True, slots=True)
class FirstRunDesk:
    """The callables; they run through `look` where nothing else is said.

    `communes` finds by letters with or without marks; `sheet_place` proposes where to write, quick.
    `check_pin` (PIN, again) raises ClerkError, quick. `found` makes the desk of the answers with
    the director's PIN, and the recovery sheet of one that stands alone, told in `sheet_at`.
    `sheet_kept`: the paper is in the safe. `later` keeps what was left, `ended` opens the desk.
    `dressed` wears another text size or mode: the page is built anew. `print_sheet` prints the
    sheet; None where it cannot be. `copies` are those on other disks, the newest first; `read_copy`
    (file, what opens it) says whose it is, ClerkError or Trouble where it does not open.
    """

    machine: MachineDesk
    communes: Callable[[str], tuple[Named, ...]]
    enrol: EnrolDesk
    sheet_place: Callable[[str, int], str]
    check_pin: Callable[[str, str], None]
    found: Callable[[Answers, str], str]
    sheet_kept: Callable[[], None]
    ended: Callable[[], None]
    dressed: Callable[[], None]
    look: Run
    print_sheet: Callable[[str], None] | None = None
    copies: Callable[[], tuple[Named, ...]] = tuple
    read_copy: Callable[[str, str], str] = "{0} {1}".format
