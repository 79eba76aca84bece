"""What is true of a paper that was asked for just now: it waits its turn, no more is known yet."""

from PySide6.QtCore import QCoreApplication


def queued(title: str, *, printer: bool = True) -> str:
    """`title` waits to be printed; without a printer it lies there until one is set."""
    if printer:
        return QCoreApplication.translate("Papers", "{0} đã xếp vào hàng in.").format(title)
    said = QCoreApplication.translate("Papers", "Chưa có máy in: {0} nằm trong hàng in (Ctrl+J).")
    return said.format(title[:1].lower() + title[1:])
