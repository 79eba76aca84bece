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
    _from_box: bool = False
    _asked: bool = False

    def rest(self) -> None:
        """The caret belongs in the scan box."""
        if self._from_box:
            self._asked = True  # it is there
        else:
            self.box().take_focus()

    def on_esc(self, action: KeyAction) -> KeyAction:
        """A page's Esc; pressed in the empty scan box, a page that rests is left.

        Not where the page says that it stepped back and rests because of that.
        """
        if action.key != "Esc":
            return action

        def back() -> None:
            box = self.box().input
            self._from_box, self._asked = box.hasFocus() and not box.text(), False
            stepped = action.act()
            self._from_box = False
            if self._asked and stepped is not True:
                self.go_home()

        return replace(action, act=back)
