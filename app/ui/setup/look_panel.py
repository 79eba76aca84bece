"""Text size and colours: a digit chooses, F9 keeps."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from app.settings import TEXT_SIZES, THEMES
from app.ui import theme
from app.ui.setup.desk import MachineDesk
from app.ui.setup.panel import SetupPanel
from app.ui.shortcuts import KeyAction
from app.ui.widgets.lists import Row, WholeList
from app.ui.widgets.text import Text, column, row

SIZE_WORDS = {100: "vừa", 115: "lớn", 130: "lớn hơn", 150: "lớn nhất"}


class LookPanel(SetupPanel):
    """Two short lists; the machine's language is Vietnamese and is said so."""

    title = "Chữ và màu"

    def __init__(self, desk: MachineDesk) -> None:
        """Show sizes and modes; nothing is chosen until `load`."""
        super().__init__()
        self._desk = desk
        self.sizes = WholeList(self.tr("Cỡ chữ"), height="row")
        self.modes = WholeList(self.tr("Màu"), height="row")
        self._later = Text("", "caption", wrap=True)
        left = column(Text(self.tr("Cỡ chữ"), "section"), self.sizes, None)
        right = column(Text(self.tr("Màu"), "section"), self.modes, None)
        both = row(spacing="xl")
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        language = self.tr("Ngôn ngữ: tiếng Việt. Tên người, tên bản giữ đúng dấu như đã gõ.")
        self.body.addWidget(Text(language, "quiet", wrap=True))
        self.body.addLayout(both)
        self.body.addWidget(self._later)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)
        for part, other in ((self.sizes, self.modes), (self.modes, self.sizes)):
            part.chosen.connect(lambda _place: self._show())
            part.cap_with_caret(other)
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The digits count through both lists: one that the other wears goes there."""
        other = self.modes if watched is self.sizes else self.sizes
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            other.viewport().update()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not other.press_digit(event.text()):
            return False
        other.setFocus()
        return True

    def load(self) -> None:
        """What is kept, marked."""
        settings = self._desk.settings()
        self._size, self._mode = settings.text_size, settings.theme
        self._rows(TEXT_SIZES.index(self._size), THEMES.index(self._mode))
        self._tell()

    def _rows(self, size: int, mode: int) -> None:
        sizes = [(f"{one} %, {SIZE_WORDS[one]}", one == self._size) for one in TEXT_SIZES]
        modes = [(theme.WORDS[one], one == self._mode) for one in THEMES]
        first = len(sizes) + 1  # the digits count through both lists
        self.sizes.show_rows([self._row(*one) for one in enumerate(sizes, 1)], size)
        self.modes.show_rows([self._row(*one) for one in enumerate(modes, first)], mode)

    def _row(self, place: int, choice: tuple[str, bool]) -> Row:
        """Big words leave room for the sign alone beside the choice that is in use."""
        words, used = choice
        if not used:
            return Row(words, key=str(place))
        said, big = self.tr("đang dùng"), theme.current().big
        state = ("done", "" if big else said)
        return Row(words, key=str(place), state=state, said=said if big else "")

    @property
    def chosen(self) -> tuple[int, str]:
        """Text size and colour mode that are marked."""
        return TEXT_SIZES[max(0, self.sizes.place)], THEMES[max(0, self.modes.place)]

    def keys(self) -> list[KeyAction]:
        """A new size wants a new window."""
        reopen = self._desk.reopen
        if reopen is None or round(theme.current().scale * 100) == self._size:
            return []
        return [KeyAction("Ctrl+O", self.tr("Mở lại với cỡ chữ mới"), reopen)]

    def take_focus(self) -> None:
        """The sizes."""
        self.sizes.setFocus()

    def save(self) -> None:
        """Keep size and mode."""
        size, mode = self.chosen
        self._desk.keep(replace(self._desk.settings(), text_size=size, theme=mode))
        self.load()
        self.keys_changed.emit()
        self.kept.emit()

    def _show(self) -> None:
        self._tell()

    def _tell(self) -> None:
        size, _ = self.chosen
        worn = round(theme.current().scale * 100)
        later = self.tr(
            "Màu đổi ngay khi lưu. Cỡ chữ {0} % có từ lần mở sau; lưu rồi mở lại ngay cũng được, "
            "chữ đang gõ vẫn còn."
        )
        self._later.setText("" if size == worn else later.format(size))
