"""A page without a step back rests: the scan box gets the caret, from there Esc leads home."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.ui.shortcuts import KeyAction

if TYPE_CHECKING:
    from app.ui.widgets.scanbox import ScanBox


@dataclass(slots=True)
class Resting:
    """`box` is the window's scan box, `go_home` opens the first place."""

    box: "Callable[[], ScanBox]"
    go_home: Callable[[], None]
    _leaving: bool = False

    def rest(self) -> None:
        """The page has nothing to step back from."""
        leaving, self._leaving = self._leaving, False
        if leaving:
            self.go_home()
        else:
            self.box().take_focus()

    def on_esc(self, action: KeyAction) -> KeyAction:
        """A page's Esc; pressed in the empty scan box, a page that rests is left."""
        if action.key != "Esc":
            return action

        def back() -> None:
            box = self.box().input
            self._leaving = box.hasFocus() and not box.text()
            action.act()
            self._leaving = False

        return replace(action, act=back)
