"""What the guidance page is given: procedures in plain words, the visit, the paper to take home."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.bootstrap.frozen import Frozen
from app.bootstrap.opening import OpenDesk
from app.bootstrap.procedure_rows import rows_of
from app.domain.vietnamese import fold
from app.services import guidance
from app.services.guidance import Guide
from app.ui.guidance import desk as ui
from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.procedures import Entry

FORM = "huong-dan"
UNSURE = "Giấy tờ, thời hạn hoặc lệ phí chưa kiểm chứng hết: khi chưa chắc, hỏi chuyên môn."


@dataclass(slots=True)
class GuidanceBridge:
    """Callables of the page over the unlocked desk; `enqueue` queues a paper without a dossier."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    enqueue: Callable[[str, Mapping[str, Any], str], int]
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.GuidanceDesk:
        """The page's view of it."""
        return ui.GuidanceDesk(
            procedures=self.procedures,
            guide=self.guide,
            visited=self.visited,
            today=self.today,
            fold=fold,
            run=self.run,
            queued=self.queued,
        )

    def procedures(self) -> Sequence[Entry]:
        """All of the catalogue in force, digits first, then linked procedures."""
        rows = rows_of(self.frozen().catalogue_now)
        return [Entry(one.code, one.name, one.note, one.digit, one.also) for one in rows]

    def guide(self, code: str) -> ui.GuideView:
        """One procedure as told to a citizen."""
        guide = self._told(code)
        told = guide.told
        facts = (
            ("Nộp ở", told.where),
            ("Giờ làm việc", guide.hours),
            ("Mất bao lâu", told.how_long),
            ("Lệ phí", told.how_much),
            ("Được miễn", told.free_if),
            ("Nhớ thêm", " ".join(told.advice)),
            ("Điện thoại", guide.phone),
            ("Mã thủ tục", told.code),
        )
        source = f"Nguồn: {guide.source}." if guide.source else ""
        said = source if guide.sure else f"{source} {UNSURE}".strip()
        bring = tuple((one.name, one.how) for one in told.bring)
        return ui.GuideView(told.code, guide.name, guide.field, bring, facts, said)

    def visited(self, code: str, printed: bool) -> None:  # noqa: FBT001 - the page's call
        """Store the visit, then queue its paper."""
        guidance.advise(self.opened().desk, code, printed=printed)
        if printed:
            told = self._told(code)
            self.enqueue(FORM, told.values(), f"Hướng dẫn – {told.name}")

    def today(self) -> int:
        """Visits for advice today."""
        opened = self.opened()
        day = opened.desk.clock.now().date().isoformat()
        (count,) = opened.connection.execute(
            "SELECT coalesce(sum(visits), 0) FROM advice WHERE day=?", (day,)
        ).fetchone()
        return int(count)

    def _told(self, code: str) -> Guide:
        frozen = self.frozen()
        return guidance.guide_to(frozen.catalogue_now, code, frozen.standing_now.office)
