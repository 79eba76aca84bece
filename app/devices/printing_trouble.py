"""Paper that did not come out, in one sentence: what is safe, why, what to do."""

from app.domain.errors import Trouble

SILENT, EMPTY, UNREADY = "không trả lời", "hết giấy", "chưa sẵn sàng (mở nắp, kẹt giấy hoặc tắt)"
ABSENT = "chưa có máy in"
MISSING = "Chưa thấy máy in"  # a printer's state
DO = {
    SILENT: "Bật máy in",
    EMPTY: "Thay giấy",
    UNREADY: "Xem máy in",
    ABSENT: "Cắm máy in, chọn máy (Ctrl+Q)",
}


class NotPrinted(Trouble):
    """`why` names printer and cause, `do` what helps: for papers that belong to no dossier, too."""

    def __init__(self, name: str, cause: str = SILENT) -> None:
        """`name` of the printer, "" for the default; `cause` is a key of DO."""
        shown = f"máy in {name}" if name else "máy in"
        self.why = cause if cause == ABSENT else f"{shown} {cause}"
        self.do = DO[cause]
        super().__init__(
            f"Hồ sơ ĐÃ LƯU. Phiếu chưa in: {self.why}. "
            f"{self.do} rồi nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
        )

    def about(self, title: str) -> str:
        """The same of a paper that belongs to no dossier."""
        return f"{title} chưa in: {self.why}. Dữ liệu vẫn an toàn. {self.do} rồi nhấn Ctrl+P."


def not_printed(name: str, *, missing: bool = False) -> NotPrinted:
    """The printer does not answer, or nothing is set and the machine has no default."""
    return NotPrinted(name, ABSENT if missing and not name else SILENT)
