"""The line of facts under a dossier's title: beside each other, or wrapped where they are many."""

from PySide6.QtWidgets import QHBoxLayout

from app.ui import theme
from app.ui.dossier.desk import DossierView
from app.ui.widgets.text import Dot, Text, empty

LINE_LETTERS = 155  # at 100 %, beside each other on the smallest screen


def show_line(line: QHBoxLayout, view: DossierView) -> None:
    """Fill the line anew."""
    empty(line)
    words = " · ".join((view.code, view.owner_name, *view.line))
    if len(words) * theme.current().scale > LINE_LETTERS:
        line.addWidget(Text(words, "quiet", wrap=True))
        return
    line.addWidget(Text(view.code, "quiet"))
    for part, role in ((view.owner_name, "strong"), *((one, "quiet") for one in view.line)):
        line.addWidget(Dot())
        line.addWidget(Text(part, role))
    line.addStretch(1)
