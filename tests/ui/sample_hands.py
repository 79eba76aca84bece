"""Invented dossiers that change hands, for the tests and pictures of the page Bàn giao."""

from dataclasses import dataclass, field

from app.domain.errors import Trouble
from app.ui.handover.desk import HandOverDesk, Item, Moved
from app.ui.widgets.people_panel import Person
from tests.ui.samples import run_now

OWNERS = ("Giàng A Páo", "Lò Văn Ướt", "Thào Thị Mai", "Pờ Dần Sinh", "Khoàng Thị Ưởng")
PIN = "135790"
PEOPLE = (
    Person("hac", "Tao Văn Hặc – Tư pháp – hộ tịch", 6),
    Person("uong", "Khoàng Thị Ưởng – Văn hoá – xã hội", None),
    Person("sinh", "Pờ Dần Sinh – Giám đốc", 0),
)


def paper(place: int, **own: object) -> Item:
    """One dossier of the list."""
    values = {
        "key": f"{place:064d}",
        "code": f"{place:064d}",
        "number": f"20/11 – {place:04d}",
        "owner": OWNERS[place % len(OWNERS)],
        "procedure": "Xác nhận tình trạng hôn nhân" if place % 2 else "Trợ cấp bảo trợ xã hội",
        "where": "Bộ phận tiếp nhận",
        "state": ("ok", "còn 3 ngày"),
    }
    return Item(**{**values, **own})  # type: ignore[arg-type]


STUCK = paper(
    3, goes=False, where="Ở quầy trả kết quả", state=("done", "có kết quả"),
    why="Không bàn giao được: có kết quả.",
)  # fmt: skip


@dataclass
class Hands:
    """Remembers what was given, taken and printed; `stuck` are refused, by their keys."""

    waiting: tuple[Item, ...] = ()
    stuck: dict[str, str] = field(default_factory=dict)
    given: list[tuple[int, str, bool]] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)
    printed: list[tuple[int, str]] = field(default_factory=list)

    def desk(self) -> HandOverDesk:
        """The callables of the page."""
        return HandOverDesk(
            item=lambda code: paper(int(code)),
            mine=lambda: self.waiting,
            recipients=lambda: PEOPLE,
            give=self.give,
            take=self.take,
            run=run_now,
            print_slip=lambda items, to: self.printed.append((len(items), to)),
        )

    def give(self, items: tuple[Item, ...], to: str, pin: str) -> Moved:
        """Keep it; a wrong PIN moves nothing."""
        if pin not in ("", PIN):
            raise Trouble("Sai mã PIN của Tao Văn Hặc. Còn 4 lần.")
        kept = tuple((item.key, self.stuck[item.key]) for item in items if item.key in self.stuck)
        self.given.append((len(items) - len(kept), to, bool(pin)))
        words = {one.user: one.words.partition(" – ")[0] for one in PEOPLE}
        return Moved(len(items) - len(kept), words[to], bool(pin), kept)

    def take(self, items: tuple[Item, ...]) -> Moved:
        """Keep how many."""
        self.taken.append(len(items))
        self.waiting = ()
        return Moved(len(items), "Lò Thị Nhi", signed=True)
