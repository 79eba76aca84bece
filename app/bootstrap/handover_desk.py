"""What the page Bàn giao is given: dossiers by their slips, people, hands and the slip for both."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.bootstrap import outcomes, reading_log, words
from app.bootstrap.door import Door
from app.bootstrap.listing import Listing, procedure_name
from app.bootstrap.recipients import recipients, signing_people
from app.domain.lifecycle import allowed
from app.domain.times import weekday
from app.services import handover
from app.services.handover import HAND_OVER
from app.services.ports import Stored
from app.services.steps import Tried, the_one
from app.storage import worklist
from app.ui.handover import desk as ui
from app.ui.paper_words import queued
from app.ui.tasks import Run
from app.ui.widgets.people_panel import Person

FORM, MOST = "ban-giao-ho-so", 500
SIGNED = "đã ký nhận bằng mã PIN"
Enqueue = Callable[[str, Mapping[str, Any], str, str], int]


@dataclass(slots=True)
class HandOverBridge:
    """Callables of the page over the unlocked desk; `saved_at` hears when something was stored."""

    door: Door
    run: Run
    saved_at: Callable[[datetime], None]
    enqueue: Enqueue | None = None
    queued: Callable[[str], str] = queued

    def desk(self) -> ui.HandOverDesk:
        """The page's view of it."""
        return ui.HandOverDesk(
            item=self.item,
            mine=self.mine,
            recipients=self.recipients,
            give=self.give,
            take=self.take,
            run=self.run,
            print_slip=self.print_slip if self.enqueue else None,
            queued=self.queued,
        )

    def item(self, code: str) -> ui.Item:
        """One dossier by code or identity; why it does not move is said in it."""
        return self._item(the_one(self.door.now_open().journal, code))

    def mine(self) -> tuple[ui.Item, ...]:
        """What was handed to the unlocked clerk and waits for him."""
        opened = self.door.now_open()
        held = worklist.held_by(opened.connection, opened.desk.user, MOST)
        catalogue = self.door.now_frozen().catalogue_now
        reading_log.shown(opened, catalogue, "handover", (card.procedure for card in held))
        found = (opened.journal.dossier(card.id) for card in held)
        return tuple(self._item(stored) for stored in found if stored.dossier.handed)

    def recipients(self) -> Sequence[Person]:
        """Everybody of the office, who hands over last; with the length of his PIN here."""
        return signing_people(self.door, recipients(self.door.now_open()))

    def give(self, items: tuple[ui.Item, ...], to: str, pin: str) -> ui.Moved:
        """Hand over; with the recipient's PIN he has signed for all of them."""
        if pin:
            self.door.prove(to, pin)
        codes = [item.code for item in items]
        tried = handover.give(self.door.now_open().desk, codes, to, signed=bool(pin))
        return self._moved(items, tried, to, signed=bool(pin))

    def take(self, items: tuple[ui.Item, ...]) -> ui.Moved:
        """The unlocked clerk has them."""
        desk = self.door.now_open().desk
        tried = handover.take(desk, [item.code for item in items])
        return self._moved(items, tried, desk.user, signed=True)

    def print_slip(self, items: tuple[ui.Item, ...], to: str) -> None:
        """Queue the slip for two signatures, of what has just gone."""
        if self.enqueue is None:
            return
        opened = self.door.now_open()
        found = [opened.journal.with_code(item.code)[0].dossier for item in items]
        names, now = words.people(opened.journal.users()), opened.desk.clock.now()
        values = {
            "at": f"{now:%H:%M} {weekday(now.date())} {now:%d/%m/%Y}",
            "giver": names.get(opened.desk.user, opened.desk.user),
            "taker": names.get(to, to),
            "signed": SIGNED if all(not dossier.handed for dossier in found) else "",
            "total": len(items),
            "entries": [
                {
                    "number": dossier.code,
                    "owner": dossier.owner.name,
                    "procedure": item.procedure,
                    "due": f"{dossier.due_at:%H:%M %d/%m/%Y}" if dossier.due_at else "",
                }
                for item, dossier in zip(items, found, strict=True)
            ],
        }
        self.enqueue(FORM, values, f"Phiếu bàn giao – {len(items)} hồ sơ", "a4")

    def _item(self, stored: Stored) -> ui.Item:
        dossier, opened = stored.dossier, self.door.now_open()
        frozen = self.door.now_frozen()
        listing = Listing.of(opened, frozen)
        mine = dossier.handed and dossier.holder_here == opened.desk.user
        goes = HAND_OVER in allowed(dossier) and not mine
        identity = stored.identity.hex()
        item = ui.Item(
            key=identity,
            code=identity,
            number=words.said_number(dossier.code, dossier.received_at),
            owner=dossier.owner.name,
            procedure=procedure_name(frozen.catalogue_now, dossier.procedure),
            where=listing.place(
                dossier.status, dossier.holder_here, dossier.place if dossier.leaves else None
            ),
            state=listing.state_of(dossier),
            goes=goes,
            mine=mine,
        )
        if goes or mine:
            return item
        return replace(item, why=f"Không bàn giao được: {item.state[1]}.")

    def _moved(
        self, items: Sequence[ui.Item], tried: Sequence[Tried], to: str, *, signed: bool
    ) -> ui.Moved:
        went = outcomes.went(tried, self.saved_at)
        names = words.people(self.door.now_open().journal.users())
        kept = outcomes.kept([item.key for item in items], tried)
        return ui.Moved(len(went), names.get(to, to), signed, kept, outcomes.doubts(tried))
