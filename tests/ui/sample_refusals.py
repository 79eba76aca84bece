"""Invented reasons, and a desk that remembers who was refused."""

from dataclasses import dataclass, field, replace

from app.ui.reception.draft import Draft
from app.ui.refusal.desk import RefusalDesk, Why
from tests.ui.samples import DUC, run_now

REASONS = (
    Why("TQ", "Không thuộc thẩm quyền giải quyết của cơ quan"),
    Why("PV", "Không thuộc phạm vi tiếp nhận tại đây", "Nghị định 118/2025/NĐ-CP Điều 14"),
    Why("DK", "Không đủ điều kiện theo quy định của thủ tục"),
    Why("UQ", "Người nộp không có giấy ủy quyền hợp lệ"),
)
WHO = replace(Draft(), owner=DUC)


@dataclass
class Refusals:
    """Keeps who was refused and why."""

    kept: list[tuple[str, str]] = field(default_factory=list)

    def desk(self) -> RefusalDesk:
        """The callables of the page."""
        return RefusalDesk(
            reasons=lambda: REASONS,
            procedure=lambda _draft: "Cấp bản sao từ sổ gốc",
            refuse=self.refuse,
            run=run_now,
        )

    def refuse(self, draft: Draft, reason: str) -> str:
        """Keep it under one number."""
        self.kept.append((draft.owner.name, reason))
        return "TC-03158-1-261120-0001"
