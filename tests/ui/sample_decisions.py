"""Invented dossiers that wait for a decision, for the tests and pictures of the page Xử lý."""

from dataclasses import dataclass, field

from app.domain.errors import Trouble
from app.services.deciding import numbers_from
from app.ui.deciding.desk import Decided, DecidingDesk, Decision, Item
from app.ui.widgets.people_panel import Person
from tests.ui.samples import run_now

PIN = "135790"
OWNERS = ("Giàng A Páo", "Lò Văn Ướt", "Thào Thị Mai", "Vừ Thị Ầu", "Sừng Sừng Khai")
SIGNERS = (
    Person("sinh", "Pờ Dần Sinh – Giám đốc", 6),
    Person("hac", "Tao Văn Hặc – Phó Giám đốc", None),
)


def waiting(count: int) -> tuple[Item, ...]:
    """So many of them."""
    states = (("late", "quá 1 ngày"), ("due", "16:00 hôm nay"), ("ok", "còn 3 ngày"))
    return tuple(
        Item(
            f"MC-03158-1-261118-{place:04d}",
            f"18/11 – {place:04d}",
            OWNERS[place % len(OWNERS)],
            "Xác nhận tình trạng hôn nhân",
            states[min(place // 2, 2)],
        )
        for place in range(count)
    )


@dataclass
class Decisions:
    """Remembers what was decided; `stuck` are refused, by their codes; `own` is who is unlocked."""

    mine: tuple[Item, ...] = ()
    everybody: tuple[Item, ...] = ()
    stuck: dict[str, str] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    made: list[Decision] = field(default_factory=list)
    own: str = "sinh"
    printed: list[tuple[str, ...]] = field(default_factory=list)

    def desk(self) -> DecidingDesk:
        """The callables of the page."""
        return DecidingDesk(
            mine=lambda: self.mine,
            everybody=lambda: self.everybody,
            signers=lambda: SIGNERS,
            own=lambda: self.own,
            numbers=numbers_from,
            decide=self.decide,
            run=run_now,
            print_results=self.print_results,
        )

    def print_results(self, codes: tuple[str, ...]) -> str:
        """Keep what was asked for."""
        self.printed.append(codes)
        return "Phiếu bàn giao kết quả chờ in."

    def decide(self, asked: Decision) -> Decided:
        """Keep it; a wrong PIN decides nothing."""
        if asked.pin not in ("", PIN):
            raise Trouble("Sai mã PIN của Pờ Dần Sinh. Còn 4 lần.")
        self.made.append(asked)
        kept = tuple((key, self.stuck[key]) for key, _ in asked.results if key in self.stuck)
        gone = {key for key, _ in asked.results} - set(self.stuck)
        self.mine = tuple(one for one in self.mine if one.key not in gone)
        return Decided(len(gone), kept, self.doubts)
