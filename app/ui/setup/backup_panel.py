"""Where copies of the data will lie: chosen, proved writable and on another disk, remembered."""

from dataclasses import replace

from app.domain.errors import MotCuaError
from app.settings import without_step
from app.ui.setup.desk import MachineDesk, Named
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.fields import Field
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.text import Text


class BackupPanel(SetupPanel):
    """Sticks and disks to choose from, or a folder to type."""

    title = "Nơi sao lưu"

    def __init__(self, desk: MachineDesk) -> None:
        """Disks are looked for elsewhere, at `load`."""
        super().__init__()
        self._desk, self._busy = desk, False
        self._places: tuple[Named, ...] = ()
        intro = self.tr(
            "Chọn USB hoặc ổ đĩa khác để sao lưu, phòng khi máy hỏng hoặc mất. "
            "Bản này nhớ và thử nơi ấy; việc chép bản sao có ở bản sau."
        )
        self.list = WholeList(self.tr("Ổ đĩa và USB"))
        self.list.cap_with_caret()
        self.folder = Field(
            self.tr("Thư mục sao lưu"), hint=self.tr("Chọn ở trên, hoặc gõ đường dẫn đầy đủ.")
        )
        self._now = Text("", "quiet", wrap=True)
        self.body.addWidget(Text(intro, "quiet", wrap=True))
        self.body.addWidget(self._now)
        self.body.addWidget(self.list)
        self.body.addWidget(self.folder)
        self.body.addStretch(1)
        self.list.chosen.connect(self._on_chosen)

    def load(self) -> None:
        """What is kept, and what is plugged in."""
        kept = self._desk.settings().backup_folder
        self.folder.put(kept)
        self.folder.say("")
        none = self.tr("Chưa chọn nơi sao lưu.")
        self._now.setText(self.tr("Đang nhớ: {0}").format(kept) if kept else none)
        self._desk.look(self._desk.places, self._on_places, self._on_refused)

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

    def save(self) -> None:
        """Try the place, then keep it."""
        folder = self.folder.value.strip()
        if self._busy:
            return
        self._busy = True
        self._desk.look(
            lambda: self._desk.check_place(folder),
            lambda said: self._on_good(folder, said),
            self._on_refused,
        )

    def _on_good(self, folder: str, said: str) -> None:
        self._busy = False
        settings = replace(self._desk.settings(), backup_folder=folder)
        self._desk.keep(without_step(settings, "backup"))
        self.folder.say("")
        self._now.setText(said)
        self.kept.emit()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.folder.say(error.message)
        self.folder.input.setFocus()
