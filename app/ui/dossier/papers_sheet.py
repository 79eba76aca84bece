"""What was handed in, what was paid, which scans there are: the lower sheet at the left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from app.ui.dossier.desk import DossierView
from app.ui.dossier.step_keys import SCANS_KEY
from app.ui.widgets.buttons import pressable
from app.ui.widgets.panel import Facts, Panel
from app.ui.widgets.papers import PaperBox
from app.ui.widgets.text import Rule, Text, column, empty, hosted, row


class PapersSheet(Panel):
    """`looking`: the clerk wants to see the scans."""

    looking = Signal()

    def __init__(self) -> None:
        """Nothing yet."""
        self._full = Text("", "caption")
        self._look = pressable(self.tr("Xem bản quét"), key=SCANS_KEY, role="plain")
        super().__init__(self.tr("Giấy tờ"), aside=hosted(row(self._full, self._look, spacing="m")))
        self._papers, self._money = QVBoxLayout(), Facts()
        self._papers.setContentsMargins(0, 0, 0, 0)
        self._look.hide()
        self._look.clicked.connect(self.looking)
        self.body.addLayout(column(hosted(self._papers), Rule(), self._money, None), 1)

    def show_view(self, view: DossierView) -> None:
        """Those of this dossier."""
        empty(self._papers)
        for paper in view.papers:
            self._papers.addWidget(PaperBox(paper, fixed=True))
        self._full.setText(view.papers_words)
        self._money.show_pairs(view.money)
        self._look.setVisible(view.scans)
