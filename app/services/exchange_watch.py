"""An exchange while it runs: how far it is, and a hand on the brake."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.vietnamese import dong

SURE_AFTER = 1.0  # seconds; a shorter run says nothing about what is left
SHRINKS = (
    0.1  # of the journal's bytes: weeks of 1,000 and 30 take 0.03 and 0.08 (docs/benchmarks.md)
)
WEAK_LINE = 3_000  # bytes a second of a bad 2G line
LONG = 90  # seconds; more are told in minutes


@dataclass(slots=True)
class Watch:
    """Shared by who exchanges and who looks on; each field has one writer.

    `whole` are the bytes up that are known of by now, `halted` asks the exchange to end.
    """

    now: Callable[[], float]
    whole: int = 0
    up: int = 0
    down: int = 0
    halted: bool = False
    began: float = field(init=False)

    def __post_init__(self) -> None:
        """From now on."""
        self.began = self.now()

    @property
    def share(self) -> float:
        """How much of what goes up has gone."""
        return min(1.0, self.up / self.whole) if self.whole else 0.0

    @property
    def left(self) -> float | None:
        """Seconds until the rest is up, at the speed until now; None while nobody can say."""
        passed = self.now() - self.began
        if passed < SURE_AFTER or not self.up or self.up >= self.whole:
            return None
        return passed / self.up * (self.whole - self.up)


def on_the_wire(journal_bytes: int) -> int:
    """About how many bytes so much journal takes to send."""
    return max(1_000, round(journal_bytes * SHRINKS))


def weak_seconds(journal_bytes: int) -> int:
    """About how long that takes over a weak line."""
    return max(2, round(on_the_wire(journal_bytes) / WEAK_LINE))


def progress_words(watch: Watch) -> str:
    """How many bytes went of how many, what came, and how long it takes."""
    if watch.halted:
        return "Đang dừng; phần chưa tới tỉnh sẽ gửi tiếp sau."
    if not watch.whole:
        return "Đang nối với tỉnh."
    came = f", nhận về {size_words(watch.down)}" if watch.down else ""
    if watch.up >= watch.whole:
        return f"Đã gửi {size_words(watch.up)}{came}; chờ tỉnh trả lời."
    left = "" if watch.left is None else f"; còn khoảng {seconds_words(watch.left)}"
    return f"Đã gửi {size_words(watch.up)} trong {size_words(watch.whole)}{came}{left}."


def seconds_words(seconds: float) -> str:
    """8 giây; 3 phút."""
    return f"{max(1, round(seconds))} giây" if seconds < LONG else f"{round(seconds / 60)} phút"


def size_words(size: int) -> str:
    """12 kB; 1,4 MB; never 0 for something."""
    if size < 1_000_000:  # noqa: PLR2004 - a million
        return f"{dong(max(1, round(size / 1000)) if size else 0)} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
