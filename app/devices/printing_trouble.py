"""The one sentence for paper that did not come out."""

from app.domain.errors import Trouble


def not_printed(name: str) -> Trouble:
    """The dossier is safe, the paper is not there; `name` of the printer, "" for the default."""
    shown = f"máy in {name}" if name else "máy in"
    return Trouble(
        f"Hồ sơ ĐÃ LƯU. Phiếu chưa in: {shown} không trả lời. "
        "Bật máy in rồi nhấn Ctrl+P để in lại, hoặc chép số phiếu cho dân."
    )
