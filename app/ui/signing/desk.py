"""What the page Chứng thực: ký shows and the callables it needs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ui.tasks import Run
from app.ui.widgets.people_panel import Person
from app.ui.widgets.table import CHIP, NUMBER, QUIET, STRONG, Column, TableRow

WAITING = (
    Column("Mã", 136, QUIET, least=108),
    Column("Người yêu cầu", 224, STRONG, least=190),
    Column("Giấy tờ"),
    Column("Sổ", 190, QUIET, gives=True),
    Column("Hạn trả", 178, CHIP, least=150),
)
GIVEN = (
    Column("Số", 78, NUMBER),
    Column("Quyển số", 190, QUIET, least=170),
    Column("Người yêu cầu", 240, STRONG, least=190),
    Column("Giấy tờ"),
    Column("Số bản", 80, NUMBER),
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, as it stands in the register; whose PIN says so, where one was typed.

    `electronic`: copies that are signed electronically, with numbers of their own book.
    """

    signer: str
    user: str = ""
    pin: str = ""
    electronic: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """How many dossiers were signed, a row of GIVEN a number, and the others: (key, why).

    `doubts` say what to look at twice of those that were, each with its dossier.
    """

    count: int
    numbers: tuple[TableRow, ...]
    kept: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SigningDesk:
    """The callables; `signer` is at hand at once, the others run through `run`.

    `waiting` are rows of WAITING, of what has an electronic book where that is asked for, what is
    due first before the rest; `signer` is who is unlocked
    where he may sign, else empty; `signers` are those who may; `sign` (keys, who signs) gives
    numbers, and raises Trouble where the PIN is wrong: nothing is signed then.
    """

    waiting: Callable[[bool], tuple[TableRow, ...]]
    signer: Callable[[], str]
    signers: Callable[[], Sequence[Person]]
    sign: Callable[[tuple[str, ...], Signature], Signed]
    run: Run
