"""The operator's strip: the number before this desk, how long people wait, the keys of F8."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app.ui import theme
from app.ui.queue.desk import Queue
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.panel import Panel
from app.ui.widgets.text import Icon, Text, column, hosted, row

NOBODY = "–"


class Strip(Panel):
    """One sheet over the lists; a line more where the office's other desks cannot be asked.

    Of the biggest text one line is left: the number, and how long the first one waits.
    """

    def __init__(self) -> None:
        """Nothing is called."""
        super().__init__()
        look = theme.current()
        self._number = Text(NOBODY, "name" if look.huge else "figure" if look.big else "hand")
        self._since = Text("", "caption")
        self._longest, self._first = Text("", "strong"), Text("", "caption")
        self._rows, self._apart = Text("", "caption"), Text("", "caption", wrap=True)
        told = row(Icon("offline", "text2", "icon_small"), self._apart)
        told.setStretch(1, 1)
        self._told = hosted(told)
        self._told.hide()
        self.body.addLayout(self._one_line() if look.huge else self._columns())
        self.body.addWidget(self._told)

    def _one_line(self) -> QHBoxLayout:
        now, waits = Text(self.tr("Đang gọi"), "label"), Text(self.tr("Chờ lâu nhất"), "label")
        return row(now, self._number, None, waits, self._longest)

    def _columns(self) -> QHBoxLayout:
        now = column(Text(self.tr("Đang gọi"), "label"), self._number, self._since, spacing="")
        big, longest = theme.current().big, Text(self.tr("Chờ lâu nhất"), "label")
        rows = [] if big else [self._rows]
        waits = column(longest, self._longest, self._first, *rows, None, spacing="")
        spacing = "m" if big else "xl"
        return row(now, None, waits, None, self._keys(), spacing=spacing)

    def _keys(self) -> QVBoxLayout:
        """What F8 does alone and with its three helpers; two rarer ones where there is room."""
        look, grid = theme.current(), QGridLayout()
        grid.setHorizontalSpacing(look.space("s" if look.big else "l"))
        grid.setVerticalSpacing(look.space("s"))
        keys = [
            ("F8", self.tr("gọi")), ("Shift+F8", self.tr("gọi lại")),
            ("Ctrl+F8", self.tr("giữ lại")), ("Alt+F8", self.tr("chuyển")),
        ]  # fmt: skip
        if look.scale == 1.0:
            keys[2:2] = [("Ctrl+E", self.tr("ghi vắng"))]
            keys += [("Ctrl+D", self.tr("chờ lại"))]
        for place, (key, words) in enumerate(keys):
            side = Qt.AlignmentFlag.AlignLeft
            grid.addWidget(KeyHint(key, words), *divmod(place, len(keys) // 2), side)
        return column(None, grid, None)

    def show_queue(self, queue: Queue) -> None:
        """As it is now."""
        self._number.setText(queue.serving or NOBODY)
        self._since.setText(queue.since or self.tr("chưa gọi số nào"))
        self._longest.setText(queue.longest or NOBODY)
        first = self.tr("{0} số ưu tiên đang chờ").format(queue.priority) if queue.priority else ""
        self._first.setText(first)
        rows = ", ".join(queue.serves) or self.tr("mọi hàng")
        self._rows.setText(self.tr("Quầy này gọi {0} (Ctrl+H)").format(rows))
        self._apart.setText(queue.apart)
        self._told.setVisible(bool(queue.apart))
        called = queue.serving or self.tr("chưa gọi số nào")
        self.setAccessibleName(self.tr("Đang gọi: {0}").format(called))
