"""What the page Gửi – nhận shows and the callables it needs."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.exchange.matter import MatterView
from app.ui.tasks import Run
from app.ui.today.desk import COLUMNS as DOSSIER_COLUMNS
from app.ui.widgets.table import CHIP, NUMBER, QUIET, Column, TableRow

UNSENT, STORED, DISPUTED = "unsent", "stored", "disputed"
TILES = (
    (UNSENT, "Đã lưu trên máy, chưa gửi", ""),
    (STORED, "Tỉnh đã nhận", ""),
    (DISPUTED, "Cần xử lý", "attention"),
)
ALONE = {UNSENT: "Đã lưu trên máy", STORED: "Đã nhập hệ thống tỉnh"}  # where nothing is sent
LOG_COLUMNS = (
    Column("Lúc", 150, QUIET),
    Column("Kết quả", 170, CHIP),
    Column("Nội dung"),
    Column("Gửi", 80, NUMBER),
    Column("Nhận về", 90, NUMBER),
    Column("Dung lượng", 120, NUMBER, gives=True),
)
LISTS = {UNSENT: DOSSIER_COLUMNS, "log": LOG_COLUMNS}


@dataclass(frozen=True, slots=True)
class State:
    """Where things stand, in ready words.

    `used` is the share of the week that the oldest unsent dossier has waited, `kind` its colour;
    `alone`: there is no province to send to; `unsent` and `stored` count what another system lacks
    and has by its code; `paused`: nothing is sent by itself.
    """

    unsent: int = 0
    stored: int = 0
    disputed: int = 0
    oldest: str = ""
    left: str = ""
    used: float = 0.0
    kind: str = "accent"
    size: str = ""
    line: str = ""
    alone: bool = False
    paused: bool = False


@dataclass(frozen=True, slots=True)
class ExchangeDesk:
    """The callables; `state` and `rows` (of a list, by its name in LISTS) run through `run`.

    `start` begins an exchange now, `by_stick` one with the stick, `pause` ends one and sends
    nothing by itself until it is called again; all return at once. `matters` are what wants a
    decision, `answer` writes one (of a matter by name and code) and says so.
    """

    state: Callable[[], State]
    rows: Callable[[str], tuple[TableRow, ...]]
    start: Callable[[], None]
    by_stick: Callable[[], None]
    run: Run
    matters: Callable[[], tuple[MatterView, ...]] = tuple
    pause: Callable[[], None] = lambda: None
    answer: Callable[[str, str, str], str] = lambda _name, _code, _answer: ""
