"""What the page Chứng thực: ký is given: what waits for a signature, and the numbers it got."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.bootstrap import outcomes, reading_log, words
from app.bootstrap.door import Door
from app.bootstrap.listing import Listing
from app.bootstrap.recipients import signers, signing_people
from app.domain.certification import originals, read_numbers
from app.domain.certification_files import Register, rules_on
from app.domain.dossier import Dossier
from app.domain.role import SIGNING
from app.services.ports import Stored
from app.services.steps import steps_apart
from app.storage import worklist
from app.ui.signing import desk as ui
from app.ui.tasks import Run
from app.ui.widgets.people_panel import Person
from app.ui.widgets.table import TableRow

MOST = 500
UNNAMED = "giấy tờ"


@dataclass(slots=True)
class SigningBridge:
    """Callables of the page over the unlocked desk; `saved_at` hears when something was stored."""

    door: Door
    run: Run
    saved_at: Callable[[datetime], None]

    def desk(self) -> ui.SigningDesk:
        """The page's view of it."""
        return ui.SigningDesk(self.waiting, self.signer, self.signers, self.sign, self.run)

    def waiting(self, electronic: bool = False) -> tuple[TableRow, ...]:  # noqa: FBT001, FBT002 - a callable's
        """Certifications of this office that nobody has signed, what is due first before others.

        `electronic`: those that may be signed electronically.
        """
        opened = self.door.now_open()
        listing = Listing.of(opened, self.door.now_frozen())
        rules = rules_on(opened.desk.clock.now().date())
        listed = rules.electronic if electronic else rules.registers
        registers = {code: one for one in listed for code in one.procedures}
        rows = []
        cards = worklist.to_process(opened.connection, tuple(registers), MOST)
        reading_log.shown(opened, listing.catalogue, "signing", (one.procedure for one in cards))
        for card in cards:
            stored = opened.journal.dossier(card.id)
            dossier, register = stored.dossier, registers[card.procedure]
            if dossier.deciding_office != opened.standing.commune:
                continue
            cells = (
                words.said_number(card.code, card.received_at), card.name,
                _papers(dossier, register), register.short, listing.state(card),
            )  # fmt: skip
            rows.append(TableRow(stored.identity.hex(), cells))
        return tuple(rows)

    def signer(self) -> str:
        """Who is unlocked, where he may sign."""
        users, user = self.door.now_frozen().users_now, self.door.now_open().desk.user
        who = next((one for one in users if one.id == user), None)
        return who.name if who is not None and SIGNING & set(who.roles) else ""

    def signers(self) -> Sequence[Person]:
        """Who signs here; with the length of his PIN at this machine."""
        return signing_people(self.door, signers(self.door.now_open()))

    def sign(self, keys: tuple[str, ...], by: ui.Signature) -> ui.Signed:
        """All that may be signed, in one COMMIT; the others stay as they are.

        With the signer's PIN he is who did it, and what he may not sign stays.
        """
        if by.pin:
            self.door.prove(by.user, by.pin)
        result = {"signer": by.signer, **({"book": "electronic"} if by.electronic else {})}
        lines = [{"code": key, "action": "finish", "result": result} for key in keys]
        tried = steps_apart(self.door.now_open().desk, lines, by.user if by.pin else None)
        went = outcomes.went(tried, self.saved_at)
        numbers = tuple(row for one in went for row in _numbers(one))
        doubts = outcomes.doubts(tried)
        return ui.Signed(len(went), numbers, outcomes.kept(keys, tried), doubts)


def _papers(dossier: Dossier, register: Register) -> str:
    """Giấy khai sinh ×3, Bằng tốt nghiệp ×1."""
    lines = originals(dossier.papers, dossier.pages, dossier.copies, single=register.single)
    named = (
        f"{one.paper or UNNAMED} ×{one.copies}" if one.copies else one.paper or UNNAMED
        for one in lines
    )  # fmt: skip
    said = ", ".join(named)
    return said[:1].upper() + said[1:]


def _numbers(stored: Stored) -> list[TableRow]:
    """A row each number of the last signing."""
    dossier = stored.dossier
    numbers = read_numbers(dossier.result.number if dossier.result else None)
    if numbers is None:
        return []
    return [
        TableRow(
            f"{one.book} {one.number}",
            (str(one.number), one.book, dossier.owner.name, one.paper or "",
             str(one.copies or "")),
        )
        for one in dossier.register
        if one.book == numbers.book and one.number in numbers.each and not one.void
    ]  # fmt: skip
