"""An office's waiting rows as its pages are given them; numbers and minutes are invented."""

from dataclasses import dataclass, field, replace

from app.domain.errors import ClerkError
from app.services.queue_desk import AWAY
from app.ui.queue.desk import Called, Issued, Line, Queue, QueueDesk, Target, Ticket
from tests.ui.samples import run_now

TITLES = {"A": "Chứng thực", "B": "Hộ tịch", "C": "Đất đai, xây dựng"}
LONG_TITLES = {
    "A": "Chứng thực bản sao, chữ ký, hợp đồng giao dịch",
    "B": "Hộ tịch, cư trú, bảo trợ xã hội và người có công",
    "C": "Đất đai, xây dựng, môi trường, kinh doanh hộ gia đình",
    "D": "Trả kết quả",
    "E": "Hỏi việc khác",
    "F": "Phi địa giới",
}
TARGETS = (
    Target("desk:1", "Quầy 1"),
    Target("desk:2", "Quầy 2"),
    Target("row:B", "Hàng B – Hộ tịch", "chờ 2"),
    Target("row:C", "Hàng C – Đất đai, xây dựng", "chờ 1"),
)
APART = AWAY.format("N", "10:31")


def ticket(place: int, minutes: int, **changes: object) -> Ticket:
    """A number of the first three rows in turn."""
    letter = "ABC"[place % 3]
    made = Ticket(f"t{place}", f"{letter}-{place:03d}", TITLES[letter], f"{minutes} phút")
    return replace(made, **changes)  # type: ignore[arg-type]


def lines(waiting: tuple[Ticket, ...], titles: dict[str, str] | None = None) -> tuple[Line, ...]:
    """The rows, with who waits in them."""
    return tuple(
        Line(letter, title, sum(one.number.startswith(letter) for one in waiting))
        for letter, title in (titles or TITLES).items()
    )


WAITING = (
    ticket(15, 18, priority=True),
    ticket(16, 18),
    ticket(17, 15, state=("attention", "chưa ra giấy")),
    ticket(18, 11),
    ticket(19, 9, desk="Quầy 3"),
    ticket(20, 4),
    ticket(21, 1, state=("sending", "đang in")),
)
CALLED = (
    ticket(14, 2, desk="Quầy 3"),
    ticket(13, 4, desk="Quầy 1"),
    ticket(12, 7, desk="Quầy 2"),
)
HELD = (
    ticket(9, 25, desk="Quầy 3"),
    ticket(7, 31, desk="Quầy 1", state=("paused", "vắng")),
)
BOARD = (
    Called("C-014", "Quầy 3"),
    Called("B-013", "Quầy 1"),
    Called("A-012", "Quầy 12"),
    Called("C-011", "Quầy 3"),
)
DAY = "2026-11-20"
EMPTY = Queue(lines=lines(()), targets=TARGETS, day=DAY)
USUAL = Queue(
    lines=lines(WAITING),
    waiting=WAITING,
    called=CALLED,
    held=HELD,
    serving="C-014",
    serving_key="t14",
    since="Đất đai, xây dựng · gọi 1 lần",
    longest="18 phút",
    day=DAY,
    board=BOARD,
    targets=TARGETS,
)
ISSUED = Issued("t21", "A-021", "Chứng thực", "Trước đó 6 người. Đang in phiếu.")


def crowd(count: int) -> Queue:
    """A morning of seven hundred."""
    waiting = tuple(ticket(place, 240 - place // 3) for place in range(15, 15 + count))
    return replace(USUAL, waiting=waiting, lines=lines(waiting), longest="4 giờ 5 phút")


@dataclass
class Office:
    """The queue of an office behind the page: it remembers what it was asked to do."""

    queue: Queue = USUAL
    done: list[tuple[str, ...]] = field(default_factory=list)

    def desk(self, **changes: object) -> QueueDesk:
        """As the page is given it."""

        def act(name: str) -> str:
            self.done.append((name,))
            return self.queue.serving

        def named(name: str, key: str) -> None:
            self.done.append((name, key))

        def call(key: str) -> str:
            self.done.append(("call", key))
            return self.queue.waiting[0].number if self.queue.waiting else ""

        def issue(letter: str, priority: bool) -> Issued:  # noqa: FBT001 - the page's call
            if letter not in TITLES:
                raise ClerkError("Không có hàng này.")
            self.done.append(("issue", letter, "first" if priority else ""))
            return replace(ISSUED, number=f"{letter}-022", title=TITLES[letter], priority=priority)

        def transfer(target: str) -> str:
            named("transfer", target)
            return self.queue.serving

        made = QueueDesk(
            state=lambda: self.queue,
            seen=lambda: self.queue,
            issue=issue,
            call=call,
            recall=lambda: act("recall"),
            hold=lambda: act("hold"),
            transfer=transfer,
            end=lambda: named("end", ""),
            void=lambda key: named("void", key),
            put_back=lambda key: named("back", key),
            miss=lambda: act("miss"),
            print_again=lambda key: named("print", key),
            serve=lambda letters: named("serve", ",".join(letters)),
            run=run_now,
        )
        return replace(made, **changes)  # type: ignore[arg-type]
