"""What a part of the set-up that keeps one folder is: it is tried on the disk, then remembered."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.errors import MotCuaError
from app.settings import Settings
from app.ui.setup.desk import MachineDesk
from app.ui.setup.panel import SetupPanel
from app.ui.widgets.fields import Field
from app.ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class FolderSetting:
    """Which folder: how it is read and put into the settings, tried, and told in words.

    `check` raises where it will not do, else says what is so from now on; `told` gets what is kept,
    which may be empty.
    """

    read: Callable[[Settings], str]
    put: Callable[[Settings, str], Settings]
    check: Callable[[str], str]
    told: Callable[[str], str]


class FolderPanel(SetupPanel):
    """What is kept, told above the field; a folder is tried before it is kept."""

    folder: Field
    _setting: FolderSetting

    def __init__(self, desk: MachineDesk) -> None:
        """A panel says with `build` what it is about; what is kept comes at `load`."""
        super().__init__()
        self._desk, self._busy = desk, False
        self._now = Text("", "quiet", wrap=True)

    def build(
        self, setting: FolderSetting, intro: str, folder: Field, choices: QWidget | None = None
    ) -> None:
        """Words, what is kept, what there is to choose from, the field: in this order Tab goes."""
        self._setting, self.folder = setting, folder
        self.body.addWidget(Text(intro, "quiet", wrap=True))
        self.body.addWidget(self._now)
        if choices is not None:
            self.body.addWidget(choices)
        self.body.addWidget(self.folder)
        self.body.addStretch(1)

    def load(self) -> None:
        """What is kept."""
        kept = self._setting.read(self._desk.settings())
        self.folder.put(kept)
        self.folder.say("")
        self._now.setText(self._setting.told(kept))

    def take_focus(self) -> None:
        """The one field."""
        self.folder.input.setFocus()

    def save(self) -> None:
        """Try the folder, then keep it."""
        folder = self.folder.value.strip()
        if self._busy:
            return
        self._busy = True
        self._desk.look(
            lambda: self._setting.check(folder),
            lambda said: self._on_good(folder, said),
            self._on_refused,
        )

    def _on_good(self, folder: str, said: str) -> None:
        self._busy = False
        self._desk.keep(self._setting.put(self._desk.settings(), folder))
        self.folder.say("")
        self._now.setText(said)
        self.kept.emit()

    def _on_refused(self, error: MotCuaError) -> None:
        self._busy = False
        self.folder.say(error.message)
        self.folder.input.setFocus()
