"""What a scan or a typed text means at this desk: a card, a slip, or dossiers that were found."""

from collections.abc import Callable
from dataclasses import dataclass

from app.bootstrap import words
from app.bootstrap.find_desk import FindBridge
from app.bootstrap.frozen import Frozen
from app.bootstrap.giveback_desk import where_it_is
from app.bootstrap.listing import Listing
from app.bootstrap.opening import ROOT, OpenDesk
from app.domain.blank_slips import read_number
from app.domain.card import REJECTED, Scan, read_scan
from app.domain.errors import ClerkError
from app.services import slips
from app.services.blank_slips import own_series, require_usable
from app.services.giveback import is_ready, may_be_signed
from app.services.ports import Stored
from app.storage.secrets import get_secret
from app.ui.find.desk import Found
from app.ui.reception.draft import PersonDraft
from app.ui.scanning import Answer, BlankSlip, CardRead, OneDossier, Unread
from app.wire.token import read_token

LOST = (
    "Phiếu {0} là thật nhưng hồ sơ không có trên máy này: dữ liệu có thể đã mất. "
    "Hãy giữ phiếu và nhập lại hồ sơ."
)


@dataclass(slots=True)
class LookUp:
    """Reads a scan over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]

    def __call__(self, text: str) -> Answer:
        """The meaning of a text, on the work thread."""
        number = read_number(text, own_series(self.frozen().standing_now))
        if number is not None:
            return self._blank(number)
        today = self.opened().desk.clock.now().date()
        scan = read_scan(text, today=today)
        if scan.kind == "slip":
            return self._slip(scan.slip_text or "")
        if scan.kind in ("card_qr", "mrz") and scan.result != REJECTED:
            return self._person(scan)
        if "|" in text or len(text) > 120:  # noqa: PLR2004 - nobody types that much into a search
            return Unread(scan.message or slips.UNREADABLE)
        return self._find(text)

    def _blank(self, number: str) -> Answer:
        """A slip that was blank when it was printed: its dossier, or it is to be typed in."""
        journal = self.opened().journal
        typed_in = journal.with_code(number)
        if typed_in:
            return self._one(typed_in[-1])
        try:
            require_usable(journal, number)
        except ClerkError as fault:
            return Unread(fault.message)
        return BlankSlip(number)

    def _slip(self, text: str) -> Answer:
        opened = self.opened()
        answer = slips.answer(text, get_secret(opened.connection, ROOT))
        if answer["result"] == REJECTED:
            return Unread(answer["message"])
        code = answer["fields"]["code"]
        mark = read_token(text).slip.mark
        for stored in opened.journal.with_code(code):
            if stored.identity[:8] == mark:
                return self._one(stored)
        return Unread(LOST.format(code))

    def _one(self, stored: Stored) -> OneDossier:
        """Whether the citizen with this slip can have his result now, else where it is."""
        dossier, code = stored.dossier, stored.identity.hex()
        if is_ready(dossier) or may_be_signed(self.frozen().catalogue_now, dossier):
            return OneDossier(code, waits=True)
        listing = Listing.of(self.opened(), self.frozen())
        return OneDossier(code, where=where_it_is(dossier, listing))

    def _person(self, scan: Scan) -> Answer:
        fields = scan.fields
        if fields.name is None and scan.kind == "card_qr":
            known = self._find(fields.id or fields.old_id or "")
            if isinstance(known, Found) and known.rows:
                return known
        person = PersonDraft(
            form="foreigner" if scan.id_kind == "passport" else "citizen",
            name=fields.name or "",
            id=fields.id or fields.old_id or "",
            born_on=words.day_of(fields.born_on),
            sex=fields.sex or "",
            address=fields.address or "",
            issued_on=words.day_of(fields.issued_on),
            from_card=not scan.ask,
        )
        said = [sentence for _, sentence in scan.warnings]
        if scan.ask and scan.message:
            said.insert(0, scan.message)
        if scan.hint_name:
            said.append(f"Tên không dấu trên thẻ: {scan.hint_name}.")
        return CardRead(person, " ".join(said))

    def _find(self, text: str) -> Answer:
        found = FindBridge(self.opened, self.frozen).find(text)
        if len(found.rows) == 1 and text.strip().upper() == found.rows[0].key:
            return OneDossier(found.rows[0].key)
        return found
