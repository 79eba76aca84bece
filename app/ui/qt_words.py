"""Qt's own words in Vietnamese: the menus of fields. Qt ships no Vietnamese translation."""

from PySide6.QtCore import QTranslator

_FIELD = {
    "&Undo": "Hoàn tác",
    "&Redo": "Làm lại",
    "Cu&t": "Cắt",
    "&Copy": "Chép",
    "&Paste": "Dán",
    "Delete": "Xoá",
    "Select All": "Chọn tất cả",
}
_SPIN = {"&Select All": "Chọn tất cả", "&Step up": "Tăng", "Step &down": "Giảm"}
WORDS = {
    "QLineEdit": _FIELD,
    "QWidgetTextControl": _FIELD | {"Copy &Link Location": "Chép liên kết"},
    "QAbstractSpinBox": _SPIN,
}


class QtWords(QTranslator):
    """Install it once on the application; unknown words stay as they are."""

    def isEmpty(self) -> bool:
        """It always has words."""
        return False

    def translate(
        self,
        context: str,
        source: str,
        _disambiguation: str | None = None,
        _n: int = -1,
    ) -> str | None:
        """The Vietnamese word, or nothing for the next translator."""
        return WORDS.get(context, {}).get(source)
