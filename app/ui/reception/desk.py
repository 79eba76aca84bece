"""What the reception page shows and the callables it needs; the composition root fills them in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.ui.paper_words import queued
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.tasks import Run


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """A paper that the procedure asks for; `ticked` at first, as most people bring it.

    `parts` are the linked procedures that ask for it; none: whatever is left out, it is asked for.
    """

    name: str
    note: str = ""
    required: bool = True
    kind: str = "originals"
    ticked: bool = True
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectWanted:
    """A person the procedure is about: `role` of the data model and its words.

    `sex` (male, female) where only such a person can be meant; empty: anybody.
    """

    role: str
    words: str
    asks_id: bool = True
    sex: str = ""


@dataclass(frozen=True, slots=True)
class DetailWanted:
    """A field that the procedure's dated data defines; `choices` are (meaning, words).

    `repeats`: the same person's next dossier may say the same again.
    """

    key: str
    words: str
    required: bool = False
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    repeats: bool = True


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure of the desk's list. `digit` is fixed for the desk, never moved by use.

    `note` is the line under the name; `counts_copies` asks for copies and pages of originals,
    `one_original` for those of one alone; `usual` are names that many originals have, `also` is
    what people call the procedure, to be found by. `parts` are (code, name) of the linked
    procedures that it stands for: a dossier of each. `longer` are cases that few need: each
    is a longer term agreed with the citizen, asked among the extras.
    """

    code: str
    name: str
    note: str = ""
    digit: str = ""
    counts_copies: bool = False
    cases: tuple[tuple[str, str], ...] = ()
    longer: tuple[tuple[str, str], ...] = ()
    papers: tuple[PaperWanted, ...] = ()
    subjects: tuple[SubjectWanted, ...] = ()
    details: tuple[DetailWanted, ...] = ()
    also: tuple[str, ...] = ()
    one_original: bool = False
    usual: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()

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
    paid; `warnings` never stop a save, `faults` do. `fee_dong` is the fee as a number, None where
    nobody knows it.
    """

    due: str = ""
    due_state: tuple[str, str] | None = None
    due_reason: str = ""
    fee: str = ""
    fee_reason: str = ""
    fee_dong: int | None = None
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
    """A dossier that this person already has here: a state chip, its number, what it is.

    `waiting`: its result waits for him. `warning` is the sentence to say where the same procedure
    is chosen again so soon; empty otherwise.
    """

    kind: str
    words: str
    more: str = ""
    number: str = ""
    code: str = ""
    procedure: str = ""
    waiting: bool = False
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What this desk has of a person.

    `known` the urgent ones first; `last` the newest dossier as it may be repeated, `last_words`
    what it was; `kept` are drafts that were put aside.
    """

    known: tuple[Known, ...] = ()
    last: Draft | None = None
    last_words: str = ""
    kept: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: `number` as said aloud, `name` of the owner, `at` as hh:mm:ss.

    `dossiers` are their own numbers at this desk, for whatever is done to them next; `code` opens
    the last of them. `joint`: of how many one paper could tell, with those handed in earlier today
    (0: the slips say all).
    """

    number: str
    name: str
    at: str
    printing: bool = True
    dossiers: tuple[int, ...] = ()
    code: str = ""
    joint: int = 0


@dataclass(frozen=True, slots=True)
class Voided:
    """What a save that was taken back leaves: a slip that may be out, cash to hand back."""

    out: bool = False
    cash: str = ""


@dataclass(frozen=True, slots=True)
class ReceptionDesk:
    """The callables.

    `preview` is pure and quick and is asked on the UI thread at each change, like `procedures` once
    and `new_key`, and `today` as it is written; everything else runs through `run`.
    `save` (draft, with print) stores all dossiers of the visit or none; it raises ClerkError with
    the field to mend, or Trouble; `keep` stores a draft; `known` looks up a person; `void` takes
    back the save just made (None: no undo line);
    `put_aside` is the newest kept draft of this clerk but for the one with that key, that of the
    person with the number before others'; `addresses` are one of each hamlet, the usual first;
    `print_missing` (procedure, papers by name) prints what is still to be brought (None: no F7);
    `ask_papers` (draft, papers by name) asks a person who is named for them, on a numbered paper,
    and returns a sentence where he was asked before (None: only the former).
    `print_joint` (code) prints one paper for all that its owner handed in that day (None: no key).
    `queued` is what is true of a paper that was asked for just now. `offices` are communes that a
    few letters of their name, or of their name before, may mean; `old_addresses` what an address
    that names an old commune is now; both are pure and quick.
    """

    procedures: Callable[[], Sequence[Procedure]]
    preview: Callable[[Draft], Preview]
    save: Callable[[Draft, bool], Saved]
    keep: Callable[[Draft], None]
    known: Callable[[PersonDraft], Past]
    new_key: Callable[[], str]
    fold: Callable[[str], str]
    today: Callable[[], str]
    run: Run
    void: Callable[[Saved], Voided] | None = None
    put_aside: Callable[[str, str], Draft | None] = lambda _key, _number: None
    addresses: Callable[[], Sequence[str]] = tuple
    print_missing: Callable[[str, tuple[str, ...]], None] | None = None
    ask_papers: Callable[[Draft, tuple[str, ...]], str] | None = None
    print_joint: Callable[[str], None] | None = None
    queued: Callable[[str], str] = queued
    offices: Callable[[str], Sequence[str]] = lambda _typed: ()
    old_addresses: Callable[[str], Sequence[str]] = lambda _typed: ()
    payments: tuple[tuple[str, str], ...] = field(
        default=(("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"), ("", "Thu sau"))
    )
