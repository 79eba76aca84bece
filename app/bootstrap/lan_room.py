"""The office's network in the window: begins after the first unlock of a day, goes on while locked.

A thread of its own starts and ends the line and asks who is there; the line's threads tell through
one signal. Nobody here waits for it.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.bootstrap import lan_once, lan_words, opening
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.lan_office import Ears, LanOffice
from app.bootstrap.opening import OpenDesk
from app.devices.network import own_addresses, own_name
from app.domain.errors import MotCuaError, Trouble
from app.lan.state import JOINED, State
from app.services.lan import Address, NoRelay, Told, read_address
from app.settings import RELAY, Settings
from app.ui.admin.lan_desk import LanCalls, LanView
from app.ui.messages import ATTENTION, Message
from app.ui.setup.desk import Named
from app.wire.lan import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

TOPIC = "lan"
AGAIN_MS = 10_000
ANY, LOOPBACK = "0.0.0.0", "127."  # noqa: S104 - compared, and chosen by the clerk
NOT_JOINED = "Chưa nối với máy nối. Quầy này vẫn làm việc bình thường."


class _Ears(QObject):
    """Lives on the UI thread; the line's threads emit."""

    told = Signal(object)
    came = Signal(str, object)


class LanRoom:
    """A LanLine to the relay of the office, whoever that is now; `came` names topics with news."""

    def __init__(self, program: House, door: Door) -> None:
        """Nothing is connected before `begin`."""
        self._program, self._door = program, door
        self._pool = ThreadPoolExecutor(1, "lan")
        self._office: LanOffice | None = None
        self._here: Address | None = None
        self._trouble, self._used, self._words = "", ("", "", ""), ""
        self._begun = False
        self._ears = _Ears(program.window)
        queued = Qt.ConnectionType.QueuedConnection
        self._ears.told.connect(self._on_told, queued)
        self._ears.came.connect(self._on_came, queued)
        self._listeners: list[Callable[[], None]] = []
        self.on_came: list[Callable[[str], None]] = []
        self._timer = QTimer(program.window, interval=AGAIN_MS)
        self._timer.timeout.connect(self._look_after)
        self._timer.start()

    def begin(self) -> None:
        """Somebody came in: the first time of a day it starts, and then it stays."""
        if not self._begun:
            self._begun = True
            self.use(self._program.settings)

    def use(self, settings: Settings) -> None:
        """Other settings: end what was, begin what shall be."""
        wanted = (settings.lan, settings.lan_listen, settings.queue_rows)
        if self._begun and wanted != self._used:
            self._used = wanted
            self._restart()

    def kick(self) -> None:
        """Something was saved here; from any thread."""
        office = self._office
        if office is not None:
            office.desk.kick()

    def call(self, path: str, payload: bytes) -> bytes:
        """A LanLine; from any thread but the window's own."""
        office = self._office
        if office is None:
            raise NoRelay(self._trouble or NOT_JOINED)
        return office.desk.call(path, payload)

    def words(self) -> str:
        """For the status bar: why the other desks are not there; empty where all is well."""
        return self._words

    def calls(self) -> LanCalls:
        """What the page is given."""
        return LanCalls(
            addresses=lambda: tuple(Named(one.host, one.words) for one in own_addresses()),
            view=self.view,
            try_out=self._try_out,
            modules=lan_words.qr_modules,
            changed=self._listeners.append,
            look=self._program.tasks.runner(self._pool, self._program.window),
        )

    def hang_up(self) -> None:
        """The program closes: whoever waits for the relay, on whatever thread, is let go."""
        office = self._office
        if office is not None:
            office.desk.hang_up()

    def close(self) -> None:
        """Go, and wait for what is being answered."""
        self._timer.stop()
        self._pool.submit(self._end)
        self._pool.shutdown(wait=True)

    # --- on its own thread -----------------------------------------------------------------------

    def view(self) -> LanView:
        """How it stands; a desk asks the relay who is there."""
        office, here = self._office, self._here
        if office is None:
            return lan_words.deaf(self._trouble) if self._trouble else lan_words.NOT_JOINED
        moment = lan_words.Moment(self._program.now(), time.monotonic())
        state = office.desk.state
        seen = office.relay.seen() if office.relay is not None else ()
        if state.kind == JOINED:
            seen = lan_once.who_is_there(office.desk)
        shown = lan_words.view(state, seen, moment)
        return shown if here is None else lan_words.hosted(shown, state, here)

    def _try_out(self, typed: str) -> str:
        address, opened = read_address(typed), self._again()
        try:
            return lan_once.try_out(opened, address)
        finally:
            opened.close()

    def _begin_anew(self) -> None:
        self._end()
        given, listen, _rows = self._used
        self._trouble = ""
        if not given:
            return
        opened = self._again()
        try:
            office = LanOffice(
                opened, self._again, given, Ears(self._ears.told.emit, self._ears.came.emit)
            )
        finally:
            opened.close()
        try:
            self._here = self._listen(office, read_address(listen)) if given == RELAY else None
        except Trouble:
            office.close()
            raise
        self._office = office
        office.start()

    def _listen(self, office: LanOffice, at: Address) -> Address:
        """Where it was told to; where that address is gone and one is left, at that one."""
        own = [one.host for one in own_addresses()]
        host = at.host
        if host != ANY and not host.startswith(LOOPBACK) and host not in own and len(own) == 1:
            (host,) = own
        reached = own if host == ANY else [host]
        names = (*reached, own_name()) if not host.startswith(LOOPBACK) else (host,)
        here = office.listen(replace(at, host=host), tuple(filter(None, names)))
        shown = reached[0] if reached else own_name()
        return Address(shown, here.port, fingerprint(office.own.certificate.public_key))

    def _end(self) -> None:
        office, self._office, self._here = self._office, None, None
        if office is not None:
            office.close()

    def _again(self) -> OpenDesk:
        """The profile on a connection of the calling thread, by the clerk's own clock."""
        opened = self._door.now_open()
        own = opening.open_with_key(self._program.profile, opened.desk.user, opened.key)
        own.desk = replace(own.desk, clock=opened.desk.clock)
        return own

    # --- on the window's thread ------------------------------------------------------------------

    def _restart(self) -> None:
        self._program.tasks.run(
            self._pool,
            self._program.window,
            self._begin_anew,
            lambda _: self._changed(),
            self._on_failed,
        )

    def _on_failed(self, error: MotCuaError) -> None:
        """Told on the page; the desk works on, and it is tried again."""
        self._trouble = error.message
        self._changed()

    def _look_after(self) -> None:
        """A relay that could not listen tries again; one whose address is gone moves."""
        if not self._begun or self._used[0] != RELAY:
            return
        here = self._here
        gone = here is not None and here.host not in [one.host for one in own_addresses()]
        if here is None or (gone and not here.host.startswith(LOOPBACK)):
            self._restart()

    def _on_told(self, _state: State) -> None:
        self._changed()

    def _on_came(self, topic: str, told: Told) -> None:
        program = self._program
        if told.came:
            program.run(self._door.refresh, lambda _: program.window.refresh_status())
        for listener in self.on_came:
            listener(topic)
        if told.sentences:
            head, _, more = " ".join(told.sentences).partition(". ")
            program.messages.show(Message(TOPIC, ATTENTION, f"{head.rstrip('.')}.", more))

    def _changed(self) -> None:
        office = self._office
        joined = office is not None and office.desk.state.kind == JOINED
        home = office is not None and office.relay is not None
        wanted = bool(self._used[0])
        words = "" if joined or home or not wanted else lan_words.NO_RELAY_YET
        if words != self._words:
            self._words = words
            self._program.window.refresh_status()
        for listener in self._listeners:
            listener()
