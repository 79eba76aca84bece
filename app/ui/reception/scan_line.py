"""Scans that came while this dossier was on the page: they are stored with it, without a key."""

from collections.abc import Sequence

from app.ui.widgets.text import Text


class ScanLine(Text):
    """One line that says how many; nothing where there is none."""

    def __init__(self) -> None:
        """None yet."""
        super().__init__("", "caption")
        self.digests: tuple[str, ...] = ()
        self.hold(())

    def hold(self, digests: Sequence[str]) -> None:
        """These belong to the dossier on the page."""
        self.digests = tuple(dict.fromkeys(digests))
        self.setText(self.tr("{0} bản quét kèm theo, lưu cùng hồ sơ").format(len(self.digests)))
        self.setVisible(bool(self.digests))

    def add(self, digest: str) -> None:
        """One more."""
        self.hold((*self.digests, digest))
