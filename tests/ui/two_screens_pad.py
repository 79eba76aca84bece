"""A signature on the second of two monitors, in a process of its own: says where the pad stands.

`python -m tests.ui.two_screens_pad`, under the offscreen platform with two screens set up.
"""

import sys

from PySide6.QtWidgets import QApplication

from app.ui.giveback.pad import PadWindow
from app.ui.giveback.page import GiveBackPage
from app.ui.messages import Messages
from tests.ui.gallery_frame import window
from tests.ui.keyboard import Keyboard
from tests.ui.sample_lists import Counter, item
from tests.ui.signatures import sign_by_mouse


def main() -> None:
    """Asked, taken to the other monitor, signed there, given; it is there for the next, too."""
    app = QApplication([])
    channel, counter, keyboard = Messages(), Counter(), Keyboard()
    frame = window(channel)
    page = GiveBackPage(counter.desk(), channel)
    frame.add_page("giveback", page)
    frame.setGeometry(0, 0, 1366, 768)
    frame.show()
    frame.activateWindow()
    frame.go("giveback")
    app.processEvents()

    def pads() -> list[PadWindow]:
        app.processEvents()
        return page.pad.findChildren(PadWindow)

    def shown() -> bool:
        return any(one.isVisible() for one in pads())

    page.take_slip(item(0).code)
    keyboard.press("Ctrl+E")
    sys.stdout.write(f"asked {shown()}\n")
    keyboard.press("Ctrl+M")
    (pad,) = pads()
    app.processEvents()
    keys = QApplication.activeWindow() is frame
    sys.stdout.write(f"away {pad.isVisible()} {pad.geometry().x()} {keys}\n")
    sign_by_mouse(pad.area)
    app.processEvents()
    sys.stdout.write(f"signed {not page.pad.drawing.blank}\n")
    keyboard.press("F4")
    sys.stdout.write(f"given {shown()} {sum(bool(one.drawn) for one in counter.given[0])}\n")
    page.take_slip(item(1).code)
    keyboard.press("Ctrl+E")
    sys.stdout.write(f"next {shown()}\n")
    page.hide()
    sys.stdout.write(f"left {shown()}\n")
    frame.close()


if __name__ == "__main__":
    main()
