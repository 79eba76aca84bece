"""The list of what is handed out: who has no slip, who pays now, what could not be given."""

from collections.abc import Iterable, Sequence

from app.domain.vietnamese import dong
from app.ui.giveback.desk import CASH, Given, Handout, Item, Receiver
from app.ui.widgets.table import TableRow

NO_SLIP, NOT_GIVEN = ("soon", "không có phiếu"), ("attention", "chưa trả được")


class Basket:
    """Items in the order in which they came, by their keys."""

    def __init__(self) -> None:
        """Nothing is in it."""
        self.items: dict[str, Item] = {}
        self.numbers: dict[str, str] = {}
        self.how = CASH
        self._paying: set[str] = set()
        self._slipless: set[str] = set()
        self._over = False  # what is left was not ready when the others went

    def __len__(self) -> int:
        """How many are in it, ready or not."""
        return len(self.items)

    # --- what is in it -------------------------------------------------------------------------

    def add(self, items: Iterable[Item], *, slip: bool | None = None) -> None:
        """Put these in; `slip` False: found by a card, True: its slip was scanned.

        Who is signed for on the spot pays on the spot, unless a key says otherwise. What the last
        citizen could not take yet goes before the next one's comes.
        """
        if self._over:
            for key in tuple(self.items):
                self.drop(key)
        self._over = False
        for item in items:
            if item.to_sign and item.owes and item.key not in self.items:
                self._paying.add(item.key)
            self.items[item.key] = item
            if slip is False:
                self._slipless.add(item.key)
            elif slip:
                self._slipless.discard(item.key)

    def drop(self, key: str) -> bool:
        """Take one out; False where it is not in."""
        for kept in (self._paying, self._slipless):
            kept.discard(key)
        self.numbers.pop(key, None)
        return self.items.pop(key, None) is not None

    @property
    def ready(self) -> tuple[Item, ...]:
        """What F4 gives back."""
        return tuple(item for item in self.items.values() if item.ready)

    @property
    def to_sign(self) -> tuple[Item, ...]:
        """What F4 signs, too."""
        return tuple(item for item in self.ready if item.to_sign)

    @property
    def by_post(self) -> int:
        """How many of them were asked for by post."""
        return sum(item.by_post for item in self.ready)

    @property
    def owners(self) -> frozenset[str]:
        """Whose they are: the numbers, or the names where somebody has none."""
        numbered = all(item.owner_id for item in self.ready)
        return frozenset(item.owner_id if numbered else item.owner for item in self.ready)

    @property
    def slipless(self) -> bool:
        """Whether something goes out without its slip."""
        return any(item.key in self._slipless for item in self.ready)

    def goes_to(self, who: Receiver) -> bool:
        """Whether he takes something that is not his own."""
        return not who.blank and any(not who.id or item.owner_id != who.id for item in self.ready)

    # --- money ---------------------------------------------------------------------------------

    @property
    def taken(self) -> int:
        """What is paid now, in đồng."""
        return sum(item.owes for item in self.ready if item.key in self._paying)

    @property
    def unpaid(self) -> int:
        """What stays owed, in đồng."""
        return sum(item.owes for item in self.ready if item.key not in self._paying)

    def pay(self, keys: Iterable[str]) -> None:
        """These pay now; if all of them do already, none does."""
        owing = {item.key for item in self.ready if item.owes} & set(keys)
        if owing <= self._paying:
            self._paying -= owing
        else:
            self._paying |= owing

    # --- what is done with it ------------------------------------------------------------------

    def handouts(self, to: Receiver, signed: str, signer: str) -> tuple[Handout, ...]:
        """All that is ready; whoever is named takes his own dossiers as their owner."""
        return tuple(
            Handout(
                item=item,
                to=Receiver() if to.id and to.id == item.owner_id else to,
                signed=signed,
                without_slip=item.key in self._slipless,
                paid=self.how if item.owes and item.key in self._paying else "",
                signer=signer if item.to_sign else "",
                number=self.numbers.get(item.key, "") if item.to_sign else "",
            )
            for item in self.ready
        )

    def settle(self, outcome: Sequence[Given]) -> tuple[Item, ...]:
        """Keep what could not be given back, as it is now; answer what was."""
        for one in outcome:
            if one.sentence:
                self.items[one.item.key] = one.item
            else:
                self.drop(one.item.key)
        self._over = bool(outcome) and not any(one.sentence for one in outcome)
        return tuple(one.item for one in outcome if not one.sentence)

    def rows(self) -> list[TableRow]:
        """The rows of the list; a reason stands behind the procedure."""
        return [
            TableRow(item.key, (item.number, item.owner, _about(item), self._state(item)))
            for item in self.items.values()
        ]

    def _state(self, item: Item) -> tuple[str, str]:
        if not item.ready:
            return item.state
        if item.why:
            return NOT_GIVEN
        if item.owes:
            money = f"{dong(item.owes)} đ"
            return ("done", f"thu {money}") if item.key in self._paying else (
                "attention", f"chưa thu {money}",
            )  # fmt: skip
        return NO_SLIP if item.key in self._slipless else item.state


def _about(item: Item) -> str:
    return f"{item.procedure} · {item.why}" if item.why else item.procedure
