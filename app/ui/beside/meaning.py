"""What a column of a list, or a word in it, means, or which system is meant: one key says it."""

from PySide6.QtCore import Signal

from app.ui.beside.desk import Question
from app.ui.widgets.chips import KeyHint
from app.ui.widgets.lists import Row, RowList
from app.ui.widgets.panel import Panel

KEYS = "123456789abcdefghijklm"


class MeaningPanel(Panel):
    """`said` carries the row that was asked about and what it means."""

    said = Signal(str, str)

    def __init__(self) -> None:
        """Nothing is asked."""
        super().__init__(" ", aside=KeyHint("Esc", self.tr("thôi")))
        self._key, self._question = "", Question("", ())
        self.list = RowList(self.tr("Nghĩa"), height="row")
        self.body.addWidget(self.list, 1)
        self.list.chosen.connect(self._on_chosen)

    def ask(self, key: str, question: Question) -> None:
        """Offer what that row may mean."""
        self._key, self._question = key, question
        self.set_title(question.title)
        pairs = zip(question.options, KEYS, strict=False)
        self.list.show_rows([Row(words, key=one) for (_meaning, words), one in pairs], 0)

    def _on_chosen(self, place: int) -> None:
        self.said.emit(self._key, self._question.options[place][0])
