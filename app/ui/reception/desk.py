"""What the reception page shows and the callables it needs; the composition root fills them in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.ui.reception.draft import Draft, PersonDraft
from app.ui.tasks import Run


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper that the procedure asks for; `ticked` at first, as most people bring it."""

    name: str
    note: str = ""
    required: bool = True
    kind: str = "originals"
    ticked: bool = True


@dataclass(frozen=True, slots=True)
class SubjectWanted:
    """A person the procedure is about: `role` of the data model and its words."""

    role: str
    words: str
    asks_id: bool = True


@dataclass(frozen=True, slots=True)
class DetailWanted:
    """A field that the procedure's dated data defines; `choices` are (meaning, words)."""

    key: str
    words: str
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure of the desk's list. `digit` is fixed for the desk, never moved by use.

    `note` is the line under the name; `counts_copies` asks for copies and pages of originals;
    `also` is what people call it, to be found by.
    """

    code: str
    name: str
    note: str = ""
    digit: str = ""
    counts_copies: bool = False
    cases: tuple[tuple[str, str], ...] = ()
    papers: tuple[PaperWanted, ...] = ()
    subjects: tuple[SubjectWanted, ...] = ()
    details: tuple[DetailWanted, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def has_form(self) -> bool:
        """Whether it asks more than papers."""
        return bool(self.subjects or self.details or self.cases)


@dataclass(frozen=True, slots=True)
class Fault:
    """A place to mend, as the dotted path of a ClerkError, and the sentence."""

    field: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The promise, as it would be made now. Words are ready to read; empty where unknown.

    `due_state` is (kind, words) of a chip; `exemptions` are (key, words); `payable` asks how it is
    paid; `warnings` never stop a save, `faults` do.
    """

    due: str = ""
    due_state: tuple[str, str] | None = None
    due_reason: str = ""
    fee: str = ""
    fee_reason: str = ""
    payable: bool = False
    exemptions: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether the save would be taken."""
        return bool(self.due or self.fee) and not self.faults


@dataclass(frozen=True, slots=True)
class Known:
    """What this person already has here: a state chip, words under it, a key that opens it."""

    kind: str
    words: str
    more: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: `number` as said aloud, `name` of the owner, `at` as hh:mm:ss.

    `identity` is the dossier's own, for whatever is done to it next.
    """

    number: str
    name: str
    at: str
    printing: bool = True
    identity: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionDesk:
    """The callables.

    `preview` is pure and quick and is asked on the UI thread at each change, like `procedures` once
    and `new_key`; everything else runs through `run`.
    `save` (draft, with print) raises ClerkError with the field to mend, or Trouble; `keep` stores a
    draft; `known` looks up a person; `void` takes back the save just made (None: no undo line);
    `put_aside` is the newest kept draft of this clerk but for the one with that key.
    """

    procedures: Callable[[], Sequence[Procedure]]
    preview: Callable[[Draft], Preview]
    save: Callable[[Draft, bool], Saved]
    keep: Callable[[Draft], None]
    known: Callable[[PersonDraft], Sequence[Known]]
    new_key: Callable[[], str]
    fold: Callable[[str], str]
    run: Run
    void: Callable[[Saved], None] | None = None
    put_aside: Callable[[str], Draft | None] = lambda _key: None
    payments: tuple[tuple[str, str], ...] = field(
        default=(("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("", "Thu sau"))
    )
