"""A text to read, from Markdown, in the fonts and colours of the theme."""

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from app.ui import theme

LINE_PER_CENT = 130
MOVE = QTextCursor.MoveOperation
PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class Reading(QTextBrowser):
    """Read-only; arrows and page keys scroll it, links are not followed."""

    def __init__(self, name: str) -> None:
        """Name it for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.viewport().setAutoFillBackground(False)

    def show_text(self, markdown: str) -> None:
        """Another text, from its beginning."""
        look = theme.current()
        self.document().setDefaultFont(look.font("body"))
        self.document().setDocumentMargin(look.space("s"))
        self.setMarkdown(markdown)
        self._set_type()
        self.verticalScrollBar().setValue(0)

    def _set_type(self) -> None:
        """Air between lines and paragraphs, and the weights that our font has."""
        look, cursor = theme.current(), QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            heading = block.blockFormat().headingLevel()
            cursor.setPosition(block.position())
            cursor.movePosition(MOVE.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            shape = QTextBlockFormat()
            shape.setBottomMargin(look.space("s"))
            shape.setLineHeight(LINE_PER_CENT, PROPORTIONAL)
            cursor.mergeBlockFormat(shape)
            if heading:
                cursor.mergeCharFormat(_letters("name"))
            else:
                self._mend_bold(block)
            block = block.next()

    def _mend_bold(self, block: QTextBlock) -> None:
        cursor, strong = QTextCursor(self.document()), _letters("strong")
        for spot in block.textFormats():
            if spot.format.fontWeight() > QFont.Weight.Normal:
                cursor.setPosition(block.position() + spot.start)
                end = block.position() + spot.start + spot.length
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(strong)


def _letters(role: str) -> QTextCharFormat:
    """A role's font as a format; without `FontPointSize` of the Markdown heading."""
    shape = QTextCharFormat()
    shape.setFont(theme.current().font(role))
    shape.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
    return shape
