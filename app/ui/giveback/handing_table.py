"""The table of what is handed out: Space says the chosen row is paid, Del takes it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.ui.giveback.desk import COLUMNS
from app.ui.widgets.table import Table


class HandingTable(Table):
    """`paying` and `dropping` carry the key of the chosen row."""

    paying = Signal(str)
    dropping = Signal(str)

    def __init__(self, name: str) -> None:
        """Name it for screen readers."""
        super().__init__(name, COLUMNS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Only here: in a text Space and Del are the text's own."""
        said = {Qt.Key.Key_Space: self.paying, Qt.Key.Key_Delete: self.dropping}
        signal = said.get(Qt.Key(event.key()))
        if signal is not None and self.current_key:
            signal.emit(self.current_key)
        else:
            super().keyPressEvent(event)
