"""A desk on its office's network: finds the relay, meets it at once when there is something, waits.

Three threads, none of which anybody waits for: one that meets, with a database connection of its
own; one that hangs on the relay's news; one that looks now and then whether another relay stands.
"""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from random import uniform
from typing import Any

from app.domain.errors import MotCuaError
from app.lan.frames import Limits
from app.lan.guest import pack, unpack
from app.lan.known import Known, Rank, Welcome, read_welcome
from app.lan.line import NetLine, OwnLine
from app.lan.member import Member
from app.lan.relay import Relay
from app.lan.state import HOSTING, JOINED, LOOKING, Other, State, Store, Way
from app.lan.stay import TROUBLES, Stay, said
from app.services.lan import RELAYS, WAIT, Address, Meeting, NoRelay, Silent, Told

POLL_SECONDS = 0.25
FIRST_LOOK_SECONDS = 1.0
LEAST_WAIT, MOST_WAIT, TROUBLE_WAIT = 1.0, 10.0, 10.0
MOST_DOUBLED = 8  # a relay may be away for days
ORDER_SECONDS = 3.0  # so long a clerk's key waits for a relay that says nothing, and once only
LEAVE_SECONDS = 0.2  # how often a closing program looks whether only a dead address is waited for
ORDERS = Limits(stall_seconds=ORDER_SECONDS)
NOT_YET = "Chưa nối với máy nối. Quầy này vẫn làm việc bình thường."


class LanDesk:
    """Begins with `start`; everything else may be called from any thread."""

    def __init__(self, member: Member, way: Way, open_store: Callable[[], Store]) -> None:
        """Nothing is opened yet."""
        self.state = State()
        self.better: Address | None = None  # while this machine is a relay that is not the one
        self._member, self._way, self._open = member, way, open_store
        self._changed = threading.Condition()
        self._stay: Stay | None = None
        self._known = Known()
        self._kept: Known | None = None  # until it is read
        self._preferred: Address | None = None
        self._lesser: list[Address] = []
        self._kicked = self._closed = False
        self._looked = threading.Event()
        self._held: dict[threading.Thread, NetLine | OwnLine] = {}
        self._side: NetLine | None = None
        self._side_lock = threading.Lock()
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for work, name in ((self._meet_on, "lan meets"), (self._look_on, "lan looks"))
        ]

    def start(self) -> None:
        """Find the relay, and stay with it."""
        for thread in self._threads:
            thread.start()

    def kick(self) -> None:
        """Something was saved here, or somebody wants it tried now."""
        with self._changed:
            self._kicked = True
            self._changed.notify_all()

    def call(self, path: str, payload: bytes) -> bytes:
        """A LanLine to the relay that is the one, beside the meetings; one call at a time.

        A relay that says nothing for `ORDER_SECONDS` is left: whoever asks next is told at once.
        """
        stay = self._stay
        if stay is None or stay.over:
            raise NoRelay(self.state.sentence or NOT_YET)
        if stay.address is None:
            return stay.meeting.call(path, payload)
        with self._side_lock:
            if self._closed:
                raise NoRelay(NOT_YET)
            if self._side is None or self._side.address != stay.address:
                if self._side is not None:
                    self._side.close()
                self._side = NetLine(stay.address, self._member, ORDERS)
            try:
                return self._side.call(path, payload)
            except Silent:
                self._end(stay)
                raise

    def hang_up(self) -> None:
        """From any thread: it closes; whoever waits for the relay is told that there is none."""
        with self._changed:
            self._closed = True
            held, side = list(self._held.values()), self._side
            self._changed.notify_all()
        self._looked.set()
        for line in [*held, *([] if side is None else [side])]:
            line.cut()
        self._end(self._stay)

    def close(self) -> None:
        """Go away, and wait until the database is let go; nobody waits for a dead address."""
        self.hang_up()
        meets = self._threads[0]  # the other one has no file
        while meets.is_alive():
            meets.join(LEAVE_SECONDS)
            held = self._held.get(meets)
            if held is not None and held.dialing:
                return  # no transaction is open, and none begins: it lets its file go by itself
        with self._side_lock:
            if self._side is not None:
                self._side.close()

    def _hold(self, line: NetLine | OwnLine) -> None:
        """What this thread alone waits on from now on: who closes cuts it."""
        with self._changed:
            self._held[threading.current_thread()] = line
            closed = self._closed
        if closed:
            line.cut()

    # --- the thread that meets -------------------------------------------------------------------

    def _meet_on(self) -> None:
        try:
            store, failures = self._open(), 0
        except MotCuaError as trouble:  # the disk: the desk works on without the others
            self._tell(sentence=trouble.message)
            return
        try:
            while not self._closed:
                stay = self._once(store)
                failures = 0 if stay is not None and stay.met else failures + 1
                hosts = self._way.hosting is not None  # it goes home, or to the better one, at once
                moves = self._preferred or (hosts and stay is not None and stay.address is not None)
                if not moves:
                    self._rest(max(1, failures))
        finally:
            store.close()

    def _once(self, store: Store) -> Stay | None:
        """Find the relay, and stay with it while it is there; None where none was found."""
        try:
            if self._kept is None:
                self._known = self._kept = store.known()
            stay = self._find()
        except TROUBLES as trouble:
            self._preferred = None
            self._tell(sentence=said(trouble))
            return None
        if stay is not None:
            self._stay_with(stay, store)
        return stay

    def _find(self) -> Stay | None:
        """The first that answers: the better one, the one that was given, those of before."""
        hosting, sentence, preferred = self._way.hosting, "", self._preferred
        if hosting is not None and preferred is None:
            return self._at_home(hosting)
        for address in self._candidates() if hosting is None else filter(None, [preferred]):
            if self._closed:
                return None
            line = NetLine(address, self._member)
            self._hold(line)
            try:
                welcome = read_welcome(line.connect())
            except TROUBLES as absent:
                sentence = sentence or said(absent)
                line.close()
                continue
            if hosting is None or welcome.run != hosting.board.run:
                return Stay(line, NetLine(address, self._member), address, welcome)
            line.close()
        self._preferred = None
        if hosting is not None:
            return self._at_home(hosting)
        self._tell(kind=LOOKING, sentence=sentence, address=self._way.given)
        return None

    def _at_home(self, hosting: Relay) -> Stay:
        desk, run = hosting.caller.desk, hosting.board.run
        line = OwnLine(hosting)
        return Stay(line, line, None, Welcome(run, desk, self._known.own))

    def _candidates(self) -> list[Address]:
        """Each place once; what the clerk gave bears the key that was scanned."""
        given = self._way.given
        places = [self._preferred, given, *self._known.addresses]
        named = {(one.host, one.port): one for one in reversed(places) if one is not None}
        if given is not None:
            named[given.host, given.port] = given
        order = dict.fromkeys((one.host, one.port) for one in places if one is not None)
        return [named[place] for place in order]

    def _rest(self, failures: int) -> None:
        """One to ten seconds, by chance: many desks must not come back in one moment."""
        seconds = uniform(LEAST_WAIT, min(MOST_WAIT, 2.0 ** min(failures, MOST_DOUBLED)))  # noqa: S311 - it spreads, it hides nothing
        self._tell(kind=LOOKING, next_try=time.monotonic() + seconds)
        with self._changed:
            self._kicked = False
            self._changed.wait_for(lambda: self._closed or self._kicked, seconds)
        self._tell(next_try=None)

    def _remember(self, store: Store, stay: Stay) -> None:
        with self._changed:
            if stay.address is not None:
                self._known = self._known.met(stay.address, stay.welcome)
            known = self._known
        if known != self._kept:
            with suppress(*TROUBLES):  # a full disk: it is tried again at the next look
                store.remember(known)
                self._kept = known

    def _stay_with(self, stay: Stay, store: Store) -> None:
        """Until the line breaks off, a better relay is found, or the program closes."""
        self._stay, self._preferred = stay, None
        self.better = stay.address if self._way.hosting is not None else None
        if self._way.hosting is not None:
            self._way.hosting.board.tell(RELAYS)
        kind = JOINED if stay.address is not None else HOSTING
        self._tell(
            kind=kind, address=stay.address, desk=stay.welcome.desk, heard=time.monotonic(),
            sentence="", next_try=None,
        )  # fmt: skip
        waits = threading.Thread(target=self._wait_on, args=(stay,), name="lan waits", daemon=True)
        waits.start()
        try:
            self._remember(store, stay)
            while not (stay.over or self._closed or self._preferred):
                self._meet_all(stay, store)
                self._meet_lesser(store)
                if not self._closed:  # else it may be that nobody waits for this thread
                    self._remember(store, stay)
                self._pause(stay)
        except TROUBLES as gone:  # the relay, or something that is not of one topic
            self._tell(kind=LOOKING, sentence=said(gone))
        finally:
            self._stay = None
            self._hold(stay.waiting)  # of which alone the rest of it waits
            self._end(stay)
            waits.join()

    def _pause(self, stay: Stay) -> None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._closed or stay.over or stay.news or self._kicked or self._preferred,
                POLL_SECONDS,
            )
            self._kicked = False

    def _meet_all(self, stay: Stay, store: Store) -> None:
        """Each topic that has news there or here."""
        with self._changed:
            news, stay.news = stay.news, set()
        for topic in news - {one.topic for one in store.meetings}:
            self._way.came(topic, Told())  # nothing of it lies here: who shows it asks
        self._hold(stay.meeting)
        for one in store.meetings:
            try:
                self._meet_one(stay, one, new=one.topic in news)
            except NoRelay:
                raise
            except TROUBLES as trouble:  # of this topic: the line is good, and the others go on
                stay.rests_until[one.topic] = time.monotonic() + TROUBLE_WAIT
                self._tell(sentence=said(trouble))

    def _meet_one(self, stay: Stay, one: Meeting, *, new: bool) -> None:
        mark, now = one.mark(), time.monotonic()
        if self._way.hosting is not None:
            self._at_home_too(self._way.hosting, stay, one.topic, mark, new=new)
        rests = stay.rests_until.get(one.topic)
        due = rests or (
            stay.address is not None and (new or stay.marks.get(one.topic, self) != mark)
        )
        if not due or now < (rests or now):
            return
        told = one.meet(stay.meeting) if stay.address is not None else None
        stay.rests_until.pop(one.topic, None)
        if not stay.rests_until:  # else what is still to be read stands
            self._tell(sentence="")
        if told is None:
            return
        stay.marks[one.topic], stay.met = mark, True
        self._tell(heard=time.monotonic())
        self._way.came(one.topic, told)

    def _at_home_too(
        self, hosting: Relay, stay: Stay, topic: str, mark: object, *, new: bool
    ) -> None:
        """The relay's own store is its desk's: what is saved here only has to be told."""
        if stay.told.get(topic, self) != mark:
            stay.told[topic] = mark
            hosting.board.tell(topic)
        if new and stay.address is None:
            self._way.came(topic, Told(came=1))

    def _meet_lesser(self, store: Store) -> None:
        """What lies at a relay that is not the one comes along, and it gets what is here."""
        with self._changed:
            places, self._lesser = self._lesser, []
        for place in places:
            line = NetLine(place, self._member)
            self._hold(line)
            try:
                for one in store.meetings:
                    self._way.came(one.topic, one.meet(line))
            except TROUBLES:
                continue  # the next look tries again
            finally:
                line.close()

    # --- the thread that waits -------------------------------------------------------------------

    def _wait_on(self, stay: Stay) -> None:
        run, seen = stay.welcome.run, dict[str, object]()
        while not (stay.over or self._closed):
            try:
                answer = unpack(stay.waiting.call(WAIT, pack({"run": run, "seen": seen})))
            except TROUBLES:
                self._end(stay)
                return
            counts = answer.get("seen")
            now = counts if isinstance(counts, dict) else {}
            run, new = str(answer.get("run")), {one for one in now if now[one] != seen.get(one)}
            seen = now
            with self._changed:
                stay.news |= new - {RELAYS}
                self._changed.notify_all()
            if RELAYS in new and stay.address is not None:  # at home it is this desk that tells it
                self._looked.set()
            self._tell(heard=time.monotonic())

    def _end(self, stay: Stay | None) -> None:
        """Wake everybody who is on it."""
        if stay is None:
            return
        with self._changed:
            stay.over = True
            self._changed.notify_all()
        stay.waiting.cut()
        stay.meeting.cut()
        if threading.current_thread() is not self._threads[0]:
            return
        stay.waiting.close()
        stay.meeting.close()

    # --- the thread that looks -------------------------------------------------------------------

    def _look_on(self) -> None:
        seconds = FIRST_LOOK_SECONDS
        while not self._closed:
            self._looked.wait(seconds)
            self._looked.clear()
            stay = self._stay
            seconds = FIRST_LOOK_SECONDS if stay is None else self._way.look_seconds
            if stay is not None and not self._closed:
                self._look_round(stay)

    def _look_round(self, stay: Stay) -> None:
        """Every address that is known, this relay's, too: it may have learnt of a better one."""
        others: dict[str, tuple[Rank, Other]] = {}
        own = self._way.hosting.board.run if self._way.hosting is not None else ""
        here = [] if stay.address is None else [stay.address]
        for address in dict.fromkeys([*here, *self._candidates()]):
            if self._closed or stay.over:
                return
            line = NetLine(address, self._member)
            self._hold(line)
            try:
                found = read_welcome(line.connect())
            except TROUBLES:
                continue
            finally:
                line.close()
            with self._changed:
                self._known = self._known.heard(address, found)
            if found.run not in (stay.welcome.run, own, *others):
                others[found.run] = (found.rank, Other(address, found.desk))
        self._settle(stay, list(others.values()))

    def _settle(self, stay: Stay, found: list[tuple[Rank, Other]]) -> None:
        with self._changed:
            best = min(found, default=None)
            if best is not None and best[0] < stay.welcome.rank:
                self._preferred = best[1].address
            self._lesser = [one.address for _, one in found]
            self._changed.notify_all()
        self._tell(others=tuple(one for _, one in found))

    def _tell(self, **changes: Any) -> None:
        with self._changed:
            before, self.state = self.state, replace(self.state, **changes)
            if self.state != before and not self._closed:
                self._way.told(self.state)
