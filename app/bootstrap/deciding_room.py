"""Xử lý in the window: the queue of who decides, and one signature under many results."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import outcomes, reading_log
from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.listing import Listing
from app.bootstrap.papers import Wanted, enqueue_copy
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.recipients import signers, signing_people
from app.bootstrap.writing import HANDOVER
from app.services import deciding
from app.services.ports import Card
from app.services.steps import the_one
from app.storage import worklist
from app.ui.deciding import desk as ui
from app.ui.deciding.page import DecidingPage
from app.ui.dossier.desk import FINISH
from app.ui.scanning import DECIDING, TODAY, Scanning
from app.ui.shortcuts import KeyAction
from app.ui.tasks import Run
from app.ui.today.page import TodayPage
from app.ui.widgets.people_panel import Person

KEY, MOST = "Shift+F5", 500


@dataclass(slots=True)
class DecidingBridge:
    """Callables of the page over the unlocked desk; `saved_at` hears when something was stored."""

    door: Door
    run: Run
    saved_at: Callable[[datetime], None]
    printing: PrintWorker

    def desk(self) -> ui.DecidingDesk:
        """The page's view of it."""
        return ui.DecidingDesk(
            mine=self.mine,
            everybody=self.everybody,
            signers=self.signers,
            own=lambda: self.door.now_open().desk.user,
            numbers=deciding.numbers_from,
            decide=self.decide,
            run=self.run,
            print_results=self.print_results,
        )

    def mine(self) -> tuple[ui.Item, ...]:
        """What the unlocked clerk has in his hands."""
        opened = self.door.now_open()
        user = opened.desk.user
        return self._items(worklist.held_by(opened.connection, user, MOST, decided_here=True))

    def everybody(self) -> tuple[ui.Item, ...]:
        """All that runs and that this office decides."""
        return self._items(worklist.running(self.door.now_open().connection, MOST))

    def signers(self) -> Sequence[Person]:
        """Who signs results here."""
        return signing_people(self.door, signers(self.door.now_open()))

    def decide(self, asked: ui.Decision) -> ui.Decided:
        """Record the results; with the signer's PIN he is who did it."""
        opened = self.door.now_open()
        if asked.pin:
            self.door.prove(asked.signer, asked.pin)
        names = {user.id: user.name for user in opened.journal.users()}
        by = asked.signer if asked.pin else None
        tried = deciding.decide(opened.desk, asked.results, names[asked.signer], by)
        kept = outcomes.kept([code for code, _number in asked.results], tried)
        went = outcomes.went(tried, self.saved_at)
        return ui.Decided(len(went), kept, outcomes.doubts(tried))

    def print_results(self, codes: tuple[str, ...]) -> str:
        """One list for both sides of what was just decided."""
        opened = self.door.now_open()
        stored = tuple(the_one(opened.journal, code) for code in codes)
        enqueue_copy(opened, Wanted(HANDOVER, stored))
        self.printing.kick()
        return self.printing.queued("Phiếu bàn giao kết quả")

    def _items(self, cards: Sequence[Card]) -> tuple[ui.Item, ...]:
        opened = self.door.now_open()
        listing = Listing.of(opened, self.door.now_frozen())
        reading_log.shown(opened, listing.catalogue, "deciding", (one.procedure for one in cards))
        items = []
        for card in cards:
            number, owner, procedure, state, *_rest = listing.row(card).cells
            due = state if isinstance(state, tuple) else ("", state)
            items.append(ui.Item(card.code, str(number), str(owner), str(procedure), due))
        return tuple(items)


class DecidingRoom:
    """Built once."""

    def __init__(  # noqa: PLR0913 - what it stands between
        self,
        program: House,
        door: Door,
        saved_at: Callable[[datetime], None],
        scanning: Scanning,
        today: TodayPage,
        printing: PrintWorker,
    ) -> None:
        """`saved_at` hears when a result was stored; F9 on Hôm nay leads here."""
        self._scanning = scanning
        bridge = DecidingBridge(door, program.run, saved_at, printing)
        self.page = DecidingPage(bridge.desk(), program.messages)
        self._window = program.window
        self._window.add_page(DECIDING, self.page, place=TODAY)
        self.page.opened.connect(scanning.open_dossier)
        today.deciding.connect(self.take)

    def keys(self) -> tuple[KeyAction, ...]:
        """The key that opens the page from anywhere."""
        return (KeyAction(KEY, "Xử lý", lambda: self._window.go(DECIDING)),)

    def take(self, codes: tuple[str, ...]) -> None:
        """One row is decided on its own page; several stand marked in the queue."""
        if len(codes) == 1:
            self._scanning.open_dossier(codes[0], FINISH)
        else:
            self.page.mark(codes)
            self._window.go(DECIDING)
