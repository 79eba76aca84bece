"""Which rows this desk calls: a digit takes one in or out; none marked is every row."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.ui.queue.desk import Line
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Text


class ServesPanel(Panel):
    """`changed` carries the letters that are marked now."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        """No rows yet."""
        super().__init__(self.tr("Quầy này gọi hàng nào"), aside=KeyHint("Esc", self.tr("xong")))
        self._lines: tuple[Line, ...] = ()
        self._marked: tuple[str, ...] = ()
        self.list = RowList(self.tr("Quầy này gọi hàng nào"), height="row")
        self.list.chosen.connect(self._toggle)
        note = self.tr("Không chọn hàng nào thì F8 gọi mọi hàng, ai đến trước gọi trước.")
        self.body.addWidget(Text(note, "quiet", wrap=True))
        self.body.addWidget(self.list, 1)

    def show_lines(self, lines: Sequence[Line], marked: Sequence[str]) -> None:
        """The office's rows, and those that this desk calls."""
        if (tuple(lines), tuple(marked)) == (self._lines, self._marked) and self.list.count:
            return
        self._lines, self._marked = tuple(lines), tuple(marked)
        rows = [
            Row(
                f"{line.letter} – {line.title}",
                key=str(place) if place < 10 else "",  # noqa: PLR2004 - a digit
                state=("done", self.tr("gọi")) if line.letter in self._marked else None,
            )
            for place, line in enumerate(self._lines, 1)
        ]
        self.list.show_rows(rows, max(0, self.list.place))

    def _toggle(self, place: int) -> None:
        letter = self._lines[place].letter
        kept = [
            one.letter
            for one in self._lines
            if (one.letter in self._marked) != (one.letter == letter)
        ]
        self.changed.emit(tuple(kept))
