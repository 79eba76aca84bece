"""Scans at the desk: what is told of them, and giving one to its dossier."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.services.desk import Desk, require_clerk
from app.services.exchange import Outcome
from app.services.ports import Stored, Writes


@dataclass(frozen=True, slots=True)
class WaitingScan:
    """A sealed scan that the province has not confirmed."""

    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class ScanCount:
    """Of a dossier's scans: all, those not sent yet, lost on this disk, at another desk.

    `carried`: of those not sent how many lie on a stick that has not come back.
    """

    all: int = 0
    unsent: int = 0
    lost: int = 0
    elsewhere: int = 0
    carried: int = 0

    def words(
        self, *, alone: bool = False, what: str = "bản quét", mend: str = "cần quét lại"
    ) -> str:
        """3 bản quét, 1 chưa gửi; empty for none. `alone`: there is nobody to send to."""
        if not self.all:
            return ""
        parts = [f"{self.all} {what}"]
        if alone:
            parts.append("lưu trên máy này")
        elif self.unsent:
            parts.append(f"{self.unsent} chưa gửi{_on_stick(self.carried, self.unsent)}")
        if self.lost:
            parts.append(f"{self.lost} hỏng, {mend}")
        if self.elsewhere:
            parts.append(f"{self.elsewhere} ở quầy khác")
        if len(parts) == 1:
            parts.append("tỉnh đã nhận")
        return ", ".join(parts)


class ScanQueue(Protocol):
    """The scans that wait for the line."""

    def waiting(self, limit: int) -> Sequence[WaitingScan]:
        """Those of dossiers that can be read, who waits longest first."""
        ...

    def sealed(self, digest: str) -> bytes | None:
        """Its bytes; None where they are lost, which is then told to the clerk."""
        ...

    def mark_sent(self, digest: str, now: datetime) -> bool:
        """The province said, signed, that it has all of it; whether that is news."""
        ...

    def asks(self, now: datetime) -> bool:
        """Whether the province is to be asked what it lacks: once a day, where it has any."""
        ...

    def due(self, now: datetime, limit: int) -> Sequence[WaitingScan]:
        """Those that the province has long had and that still lie here, the oldest first."""
        ...

    def release(self, digest: str, now: datetime) -> None:
        """The province said, signed, that its copy at another place has it: its bytes go."""
        ...

    def offer(self, digests: Sequence[str], now: datetime) -> None:
        """It was asked; those of these that it had and that lie here wait again."""
        ...


class CarriedQueue(ScanQueue, Protocol):
    """The same for a stick."""

    def mark_carried(self, digests: Sequence[str], now: datetime) -> None:
        """They lie on a stick, whole: nothing follows of that but what is told."""
        ...

    def asked_again_ms(self) -> int:
        """When the province, by its clock, last showed that it lost scans; 0 for never.

        What it had said to have before that may be gone.
        """
        ...


def told_of_scans(outcome: Outcome, unsent: tuple[int, int]) -> Outcome:
    """The outcome with what went and what is left, in its sentence, too."""
    left, size = unsent
    words = [outcome.message]
    if outcome.sent_scans:
        words.append(f"Đã gửi {outcome.sent_scans} bản quét.")
    if left:
        words.append(f"Còn {left} bản quét ({megabytes(size)}) chưa gửi, lần sau gửi tiếp.")
    return replace(outcome, unsent_scans=left, message=" ".join(words))


def unsent_words(many: int, size: int, carried: int) -> str:
    """What waits to be sent after the dossiers; empty for nothing."""
    if not many:
        return ""
    return f"{many} bản quét ({megabytes(size)}) gửi sau hồ sơ{_on_stick(carried, many)}."


def _on_stick(carried: int, unsent: int) -> str:
    if not carried:
        return ""
    which = "đã" if carried == unsent else f"{carried} bản đã"
    return f" ({which} chép ra USB, chờ tỉnh trả lời)"


def megabytes(size: int) -> str:
    """1,2 MB."""
    return f"{max(size, 50_000) / 1_000_000:.1f} MB".replace(".", ",")


def attach(desk: Desk, dossier_id: int, digests: Sequence[str]) -> Stored:
    """Give scans to a dossier, all of them or none; the dossier after it."""
    require_clerk(desk)
    with desk.store.transaction() as writes:
        add_scans(writes, writes.dossier(dossier_id), digests, desk.clock.now())
        return writes.dossier(dossier_id)


def add_scans(writes: Writes, stored: Stored, digests: Sequence[str], now: datetime) -> None:
    """The same inside a transaction; what the dossier has already is not added again."""
    has = {scan.digest for scan in stored.dossier.scans}
    for digest in dict.fromkeys(digests):
        if digest not in has:
            fact = writes.scan_fact(digest)
            writes.append(fact, at=now.replace(microsecond=0), dossier_id=stored.id)
