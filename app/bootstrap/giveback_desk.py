"""What the page Trả kết quả is given: what waits, and handing it out."""

from collections.abc import Callable
from dataclasses import dataclass

from app.bootstrap import words
from app.bootstrap.listing import Listing, procedure_name
from app.bootstrap.opening import OpenDesk
from app.bootstrap.reception_desk import Frozen
from app.domain.dossier import RETURNED
from app.domain.errors import ClerkError
from app.services import giveback
from app.services.giveback import HandingOut
from app.services.ports import Card, Stored
from app.services.steps import the_one
from app.storage import worklist
from app.storage.cards import READY, RUNNING
from app.ui.giveback import desk as ui
from app.ui.tasks import Run

MOST = 200
READY_STATE, TO_SIGN = ("done", "có kết quả"), ("soon", "chờ ký")


@dataclass(slots=True)
class GiveBackBridge:
    """Callables of the page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run

    def desk(self) -> ui.GiveBackDesk:
        """The page's view of it."""
        return ui.GiveBackDesk(
            item=self.item,
            waiting=self.waiting,
            of_person=self.of_person,
            give=self.give,
            run=self.run,
        )

    def item(self, code: str) -> ui.Item:
        """One dossier by code or identity; what it is not ready for is said in its state."""
        return self._item(the_one(self.opened().journal, code))

    def waiting(self) -> tuple[ui.Item, ...]:
        """Results that lie here, then what may be signed on the spot."""
        opened = self.opened()
        cards = (
            *worklist.staged(opened.connection, READY, MOST),
            *worklist.staged(opened.connection, RUNNING, MOST),
        )
        return self._items(cards)

    def of_person(self, number: str) -> tuple[ui.Item, ...]:
        """The same of one person."""
        return self._items(self.opened().journal.find(number, MOST)) if number else ()

    def give(self, items: tuple[ui.Item, ...], how: ui.Handing) -> tuple[ui.Given, ...]:
        """Each by itself: one that cannot be given back never holds up the others."""
        return tuple(self._give(item, how) for item in items)

    def _give(self, item: ui.Item, how: ui.Handing) -> ui.Given:
        to = {
            "name": how.receiver.name,
            "id": how.receiver.id or None,
            "relation": how.receiver.relation or None,
            "authority": how.receiver.authority or None,
        }
        handing = HandingOut(
            None if how.receiver.blank else to, how.signed, how.without_slip, how.paid or None
        )
        try:
            giveback.hand_out(self.opened().desk, item.key, handing)
        except ClerkError as fault:
            return ui.Given(item, fault.message)
        return ui.Given(item)

    def _items(self, cards: tuple[Card, ...] | list[Card]) -> tuple[ui.Item, ...]:
        journal = self.opened().journal
        found = [self._item(journal.dossier(card.id)) for card in cards if card.stage]
        return tuple(item for item in found if item.ready)

    def _item(self, stored: Stored) -> ui.Item:
        dossier, catalogue = stored.dossier, self.frozen().catalogue_now
        signable = giveback.may_be_signed(catalogue, dossier)
        ready = giveback.is_ready(dossier) or signable
        return ui.Item(
            key=stored.identity.hex(),
            number=words.said_number(dossier.code, dossier.received_at),
            owner=dossier.owner.name,
            owner_id=dossier.owner.id or "",
            procedure=procedure_name(catalogue, dossier.procedure),
            state=(TO_SIGN if signable else READY_STATE) if ready else self._why_not(stored),
            owes=giveback.owed_dong(dossier),
            ready=ready,
        )

    def _why_not(self, stored: Stored) -> tuple[str, str]:
        dossier = stored.dossier
        if dossier.status == RETURNED and dossier.returned_at is not None:
            return "done", f"đã trả {words.short_day(dossier.returned_at)}"
        listing = Listing.of(self.opened(), self.frozen())
        return words.state_of(
            dossier.status, dossier.state, dossier.due_at, listing.promise, listing.now,
            void=dossier.void,
        )  # fmt: skip
