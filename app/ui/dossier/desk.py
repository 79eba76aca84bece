"""What the dossier page shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.papers import Paper
from app.ui.widgets.timeline import LifeStep

HAND_OVER, TAKE_OVER = "hand_over", "take_over"
REQUEST_PAPERS, PAPERS_RECEIVED = "request_papers", "papers_received"
FINISH, GIVE_BACK, REVERSE, PAIR = "finish", "give_back", "reverse", "pair"
VOID = "void"
SLIP = ("slip", "Mẫu 01 – phiếu hẹn")


@dataclass(frozen=True, slots=True)
class DossierView:
    """One dossier in ready words.

    `state` is (kind, words) of its chip; `line` are the facts under the title; `owner` and `money`
    are (label, value) pairs; `allowed` names the steps that the table permits this
    clerk now; `locked` says why nothing may be changed, empty where something may. `prints` are
    (form, words) of the papers that there are of it, `last_paper` the form that belongs to its last
    step. `cash`: how much was taken in cash, empty for nothing. `wrong` are (path, label, words
    now) of what may be put right. `scans`: whether there are any to look at. `paying`: what
    a payment that is written down now is for, `pays_unknown` that only its taker knows how much.
    `main` is the step that F9 is for; without one `idle` says why, unless `locked` does.
    """

    code: str
    title: str
    state: tuple[str, str]
    owner_name: str
    line: tuple[str, ...] = ()
    owner: tuple[tuple[str, str], ...] = ()
    papers: tuple[Paper, ...] = ()
    papers_words: str = ""
    money: tuple[tuple[str, str], ...] = ()
    steps: tuple[LifeStep, ...] = ()
    allowed: tuple[str, ...] = ()
    handed: bool = False
    locked: str = ""
    prints: tuple[tuple[str, str], ...] = (SLIP,)
    last_paper: str = ""
    cash: str = ""
    wrong: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    scans: bool = False
    paying: str = ""
    pays_unknown: bool = False
    main: str = ""
    idle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAsked:
    """The step that a clerk confirmed, as it was typed; what the step does not need is empty.

    `document` is the number of a signed paper, `other` the code of another dossier. `receiver`
    fields are empty where the owner himself takes the result.
    """

    code: str
    action: str
    to: str = ""
    reason: str = ""
    amount: str = ""
    paid: str = ""
    way: str = ""
    due_at: str = ""
    document: str = ""
    other: str = ""
    field: str = ""
    value: str = ""
    relation: str = ""
    papers: tuple[str, ...] = ()
    until: str = ""
    result_number: str = ""
    signer: str = ""
    external_code: str = ""
    receiver_name: str = ""
    receiver_id: str = ""
    receiver_relation: str = ""


@dataclass(frozen=True, slots=True)
class DossierDesk:
    """The callables; `load`, `take` and `reprint` run through `run`.

    `take` does a step and returns the dossier after it, or raises ClerkError or Trouble.
    `recipients` are (meaning, words) of a hand-over, at hand at once. `reprint` prints a form of a
    dossier's code, marked where it came out before (None: no printer here); `queued` is what is
    true of it then.
    """

    load: Callable[[str], DossierView]
    take: Callable[[StepAsked], DossierView]
    recipients: Callable[[], Sequence[tuple[str, str]]]
    run: Run
    reprint: Callable[[str, str], None] | None = None
    queued: Callable[[str], str] = queued
