"""The scanner's serial line as the settings name it; other settings take effect at once."""

from PySide6.QtCore import QObject, Signal

from app.devices.card_scanner import CardScanner
from app.settings import Settings


class SerialLine(QObject):
    """`read` brings each line over from the reading thread to the UI thread."""

    read = Signal(str)

    def __init__(self) -> None:
        """Nothing is read before `use`."""
        super().__init__()
        self._scanner: CardScanner | None = None
        self._used = ("", 0)

    def use(self, settings: Settings) -> None:
        """Read this port from now on; none where the scanner types like a keyboard."""
        wanted = settings.scanner_port, settings.scanner_baud
        if wanted == self._used:
            return
        self.stop(wait=False)
        self._used = wanted
        if settings.scanner_port:
            self._scanner = CardScanner(
                settings.scanner_port, self.read.emit, baud=settings.scanner_baud
            )
            self._scanner.start()

    def stop(self, *, wait: bool = True) -> None:
        """Read nothing any more."""
        scanner, self._scanner, self._used = self._scanner, None, ("", 0)
        if scanner is not None:
            scanner.stop(wait=wait)
