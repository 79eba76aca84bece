"""Where copies of the data will lie: chosen, proved writable and on another disk, remembered."""

from dataclasses import replace

from app.settings import without_step
from app.ui.setup.desk import MachineDesk, Named
from app.ui.setup.folder_panel import FolderPanel, FolderSetting
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList


class BackupPanel(FolderPanel):
    """Sticks and disks to choose from, or a folder to type."""

    title = "Nơi sao lưu"

    def __init__(self, desk: MachineDesk, *, first: bool = False) -> None:
        """Disks are looked for elsewhere, at `load`; `first`: nobody has come in yet."""
        super().__init__(desk)
        setting = FolderSetting(
            read=lambda settings: settings.backup_folder,
            put=lambda settings, folder: without_step(
                replace(settings, backup_folder=folder), "backup"
            ),
            check=desk.check_place,
            told=self._told,
        )
        intro = self.tr(
            "Chọn USB hoặc ổ đĩa khác để sao lưu, phòng khi máy hỏng hoặc mất. "
            "Máy tự chép ra đó mỗi giờ có việc mới và mở thử từng bản."
        )
        if first:
            intro += self.tr(
                " Bản đầu tiên được ghi khi mở máy bằng mã PIN, ngay sau bước cuối: để yên USB."
            )
        self._places: tuple[Named, ...] = ()
        self.list = WholeList(self.tr("Ổ đĩa và USB"))
        self.list.cap_with_caret()
        folder = Field(
            self.tr("Thư mục sao lưu"), hint=self.tr("Chọn ở trên, hoặc gõ đường dẫn đầy đủ.")
        )
        self.build(setting, intro, folder, self.list)
        self.list.chosen.connect(self._on_chosen)

    def load(self) -> None:
        """What is kept, and what is plugged in."""
        super().load()
        self._desk.look(self._desk.places, self._on_places, self._on_refused)

    def _told(self, kept: str) -> str:
        none = self.tr("Chưa chọn nơi sao lưu.")
        return self.tr("Đang nhớ: {0}").format(kept) if kept else none

    def _on_places(self, places: tuple[Named, ...]) -> None:
        self._places = places
        rows = [
            Row(place.words, place.note, str(number) if number < 10 else "")  # noqa: PLR2004
            for number, place in enumerate(places, 1)
        ]
        if not rows:
            plug = self.tr("Cắm USB rồi mở lại phần này, hoặc gõ đường dẫn.")
            rows = [Row(self.tr("Chưa thấy USB hay ổ đĩa nào khác"), plug)]
        self.list.show_rows(rows, 0)

    def _on_chosen(self, place: int) -> None:
        if place < len(self._places):
            self.folder.put(self._places[place].name)
        self.folder.input.setFocus()

    def take_focus(self) -> None:
        """The disks."""
        self.list.setFocus()
