"""Ca trực in the window: its key from anywhere, the line on Hôm nay, the banner on coming in."""

from collections.abc import Callable
from datetime import datetime

from app.bootstrap.door import Door
from app.bootstrap.duty_desk import DutyBridge
from app.bootstrap.house import House
from app.ui.duty.desk import Shown
from app.ui.duty.page import DutyPage
from app.ui.messages import ATTENTION, READ_KEY, Action, Message
from app.ui.scanning import TODAY
from app.ui.shortcuts import KeyAction
from app.ui.today.page import TodayPage

DUTY, KEY = "duty", "Shift+F12"


class DutyRoom:
    """Built once."""

    def __init__(
        self, program: House, door: Door, today: TodayPage, saved_at: Callable[[datetime], None]
    ) -> None:
        """`saved_at` hears when something was stored."""
        self._program, self._door, self._today = program, door, today
        self._bridge = DutyBridge(door.now_open, door.now_frozen, program.run, saved_at)
        self._said: list[str] = []
        self._user = ""
        self.page = DutyPage(self._bridge.desk(), program.messages)
        program.window.add_page(DUTY, self.page, place=TODAY)
        self.page.changed.connect(self.follow)
        today.on_duty.connect(self.open)
        program.window.shown.connect(self._on_shown)

    def keys(self) -> tuple[KeyAction, ...]:
        """The key that opens the page from anywhere."""
        return (KeyAction(KEY, "Ca trực", self.open),)

    def open(self, *, reading: bool = False) -> None:
        """The page, for who is here; `reading`: at the note that waits for him."""
        self.page.begin(self._door.last_user, reading=reading)
        self._program.window.go(DUTY)

    def arrived(self) -> None:
        """Somebody came in: banners of what waits for him; those of another clerk go at once."""
        if self._user != self._door.last_user:
            self._show(())
        self._user = self._door.last_user
        self.page.begin(self._user)
        self._program.run(self._bridge.waiting, self._show)

    def follow(self) -> None:
        """Something was said, here or at another desk; words to himself wait till he is back."""
        if not self._program.window.name:
            return  # locked: whoever comes in is told
        self._program.run(self._bridge.waiting, self._show_others)
        self._program.run(self._bridge.line, self._today.show_duty)

    def _on_shown(self, name: str) -> None:
        if name == TODAY:
            self._program.run(self._bridge.line, self._today.show_duty)

    def _show_others(self, found: tuple[Shown, ...]) -> None:
        """What he left for himself only where it stands already."""
        self._show(tuple(one for one in found if not one.own or _topic(one) in self._said))

    def _show(self, found: tuple[Shown, ...]) -> None:
        messages, wanted = self._program.messages, {_topic(one): one for one in found}
        for topic in self._said:
            if topic not in wanted:
                messages.clear(topic)
        for topic, note in wanted.items():
            if topic not in self._said:
                messages.show(self._message(topic, note))
        self._said = list(wanted)

    def _message(self, topic: str, note: Shown) -> Message:
        taken = Action("Đã nhận", lambda: self._take(note.key), READ_KEY)
        return Message(
            topic,
            ATTENTION,
            *note.said,
            (taken, Action("Xem", lambda: self.open(reading=True), KEY)),
        )

    def _take(self, key: str) -> None:
        self._program.run(lambda: self._bridge.take(key), lambda _: self.follow())


def _topic(note: Shown) -> str:
    return f"note/{note.key[:12]}"
