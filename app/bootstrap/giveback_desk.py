"""What the page Trả kết quả is given: what waits, and handing it out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from app.bootstrap import reading_log, words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing, procedure_name
from app.bootstrap.opening import OpenDesk
from app.bootstrap.scan_intake import keep
from app.devices.scan_image import SmallScan
from app.domain.dossier import RETURNED, Dossier
from app.domain.errors import ClerkError, MotCuaError, Trouble
from app.domain.scan import drawn_name
from app.services import giveback
from app.services.bunches import together
from app.services.giveback import HandingOut
from app.services.ports import Card, Stored
from app.services.steps import the_one
from app.storage import worklist
from app.storage.stages import READY
from app.ui.giveback import desk as ui
from app.ui.tasks import Run

MOST = 200
READY_STATE, TO_SIGN = ("done", "có kết quả"), ("soon", "chờ ký")
BY_POST = ("done", "gửi bưu điện")


@dataclass(slots=True)
class GiveBackBridge:
    """Callables of the page over the unlocked desk; `saved_at` hears when something was stored."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    saved_at: Callable[[datetime], None]

    def desk(self) -> ui.GiveBackDesk:
        """The page's view of it."""
        return ui.GiveBackDesk(
            item=self.item,
            slip=self.slip,
            listed=self.listed,
            waiting=self.waiting,
            of_person=self.of_person,
            give=self.give,
            run=self.run,
        )

    def item(self, code: str) -> ui.Item:
        """One dossier by code or identity; what it is not ready for is said in its state."""
        return self._item(the_one(self.opened().journal, code))

    def slip(self, code: str) -> tuple[ui.Item, ...]:
        """The dossier of a slip, and those that came with it as linked procedures.

        What was voided of them is not on the paper any more, unless its own slip is scanned.
        """
        stored = the_one(self.opened().journal, code)
        found = together(self.opened().journal, stored)
        named = [one for one in found if one.id == stored.id or not one.dossier.void]
        return tuple(self._item(one) for one in named)

    def listed(self, key: str) -> ui.Item:
        """One dossier of the list below."""
        return self._item(self.opened().journal.dossier(int(key)))

    def waiting(self) -> tuple[ui.WaitingRow, ...]:
        """What may be signed on the spot today, newest first, then results that lie here."""
        opened, catalogue = self.opened(), self.frozen().catalogue_now
        midnight = opened.desk.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        day = (midnight, midnight + timedelta(days=1))
        codes = giveback.signed_on_the_spot(catalogue)
        signing = worklist.to_sign(opened.connection, codes, day, MOST)
        results = worklist.staged(opened.connection, READY, MOST)
        procedures = (card.procedure for card in (*signing, *results))
        reading_log.shown(opened, catalogue, "giveback", procedures)
        return (
            *(self._row(card, TO_SIGN) for card in signing),
            *(self._row(card, READY_STATE) for card in results),
        )

    def of_person(self, number: str) -> tuple[ui.Item, ...]:
        """The same of one person, whatever the day."""
        if not number:
            return ()
        journal = self.opened().journal
        found = [journal.dossier(card.id) for card in journal.find(number, MOST) if card.stage]
        items = [
            self._item(stored)
            for stored in found
            if stored.dossier.owner.id == number and stored.dossier.master is None
        ]
        return tuple(item for item in items if item.ready)

    def give(self, handouts: tuple[ui.Handout, ...]) -> tuple[ui.Given, ...]:
        """Each by itself: one that cannot be given back never holds up the others.

        A signature on the screen is durable before the first; it is of no dossier where none goes.
        """
        opened, now = self.opened(), self.opened().desk.clock.now()
        name = drawn_name(now)
        pictures = dict.fromkeys(one.drawn for one in handouts if one.drawn)
        kept = {drawn: keep(opened, SmallScan(drawn, 1), name) for drawn in pictures}
        given = tuple(self._give(one, kept.get(one.drawn, "")) for one in handouts)
        for digest in kept.values():
            opened.scans().drop(digest)  # but for what belongs to a dossier now
        return given

    def _give(self, one: ui.Handout, drawn: str) -> ui.Given:
        handing = HandingOut(
            to=None if one.to.blank else _to(one.to),
            signed=one.signed,
            without_slip=one.without_slip,
            paid=one.paid or None,
            number=one.number,
            signer=one.signer,
            drawn=drawn,
        )
        try:
            done = giveback.hand_out(self.opened().desk, one.item.code, handing)
        except MotCuaError as fault:
            return self._refused(one.item, fault)
        self.saved_at(done.stored.dossier.history[-1].recorded_at)
        return ui.Given(one.item)

    def _refused(self, item: ui.Item, fault: MotCuaError) -> ui.Given:
        """As it is now: what only wants a better word may be tried again."""
        try:
            now = self.listed(item.key)
        except Trouble:
            now = item
        field = fault.field or "" if isinstance(fault, ClerkError) else ""
        return ui.Given(replace(now, why=fault.message), fault.message, field)

    def _row(self, card: Card, state: words.State) -> ui.WaitingRow:
        return ui.WaitingRow(
            key=str(card.id),
            number=words.said_number(card.code, card.received_at),
            owner=card.name,
            procedure=procedure_name(self.frozen().catalogue_now, card.procedure),
            state=state,
            to_sign=state is TO_SIGN,
        )

    def _item(self, stored: Stored) -> ui.Item:
        dossier, catalogue = stored.dossier, self.frozen().catalogue_now
        signable = giveback.may_be_signed(catalogue, dossier)
        ready = signable or giveback.is_ready(dossier)
        posted = not signable and dossier.return_by == "post"
        item = ui.Item(
            key=str(stored.id),
            code=stored.identity.hex(),
            number=words.said_number(dossier.code, dossier.received_at),
            owner=dossier.owner.name,
            owner_id=dossier.owner.id or "",
            procedure=procedure_name(catalogue, dossier.procedure),
            state=TO_SIGN if signable else BY_POST if posted else READY_STATE,
            owes=giveback.owed_dong(dossier),
            ready=ready,
            to_sign=signable,
            by_post=posted,
        )
        if ready:
            return item
        listing = Listing.of(self.opened(), self.frozen())
        return replace(item, state=listing.state_of(dossier), why=where_it_is(dossier, listing))


def where_it_is(dossier: Dossier, listing: Listing) -> str:
    """Why its result cannot be handed out now, and where it is."""
    if dossier.void:
        return "Hồ sơ này đã huỷ."
    if dossier.status == RETURNED and dossier.returned_at is not None:
        to = f" cho {dossier.returned_to.name}" if dossier.returned_to else ""
        return f"Đã trả kết quả{to} lúc {words.short_moment(dossier.returned_at)}."
    if not dossier.open:
        return f"Hồ sơ không có kết quả để trả: {listing.state_of(dossier)[1]}."
    office = dossier.place if dossier.leaves else None
    place = listing.place(dossier.status, dossier.holder_here, office)
    return f"Chưa có kết quả. Hồ sơ đang ở: {place} ({listing.state_of(dossier)[1]})."


def _to(receiver: ui.Receiver) -> dict[str, Any]:
    return {
        "name": receiver.name,
        "id": receiver.id or None,
        "relation": receiver.relation or None,
        "authority": receiver.authority or None,
    }
