"""Where the scanner's own program puts its files; from there they come into the dossiers."""

from dataclasses import replace

from app.ui.setup.desk import MachineDesk
from app.ui.setup.folder_panel import FolderPanel, FolderSetting
from app.ui.widgets.fields import Field


class ScanFolderPanel(FolderPanel):
    """One folder; empty: no scans are taken in."""

    title = "Thư mục quét giấy"

    def __init__(self, desk: MachineDesk) -> None:
        """A folder that is the scanner's alone."""
        super().__init__(desk)
        setting = FolderSetting(
            read=lambda settings: settings.scan_folder,
            put=lambda settings, folder: replace(settings, scan_folder=folder),
            check=desk.check_scans,
            told=self._told,
        )
        intro = self.tr(
            "Chương trình của máy quét lưu tệp vào đâu, ghi thư mục ấy ở đây. Bản quét được nhận "
            "vào máy, khoá lại, rồi mới xoá khỏi thư mục. Hãy dành một thư mục riêng cho việc này."
        )
        folder = Field(
            self.tr("Thư mục quét"), hint=self.tr("Đường dẫn đầy đủ. Để trống: không nhận.")
        )
        self.build(setting, intro, folder)

    def _told(self, kept: str) -> str:
        none = self.tr("Chưa nhận bản quét nào từ thư mục.")
        return self.tr("Đang nhận từ: {0}").format(kept) if kept else none
