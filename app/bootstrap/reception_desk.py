"""What the reception page is given: procedures, the live promise, saving, drafts, known people."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from app.bootstrap import words
from app.bootstrap.acquaintance import Acquaintance
from app.bootstrap.draft_text import read_draft
from app.bootstrap.frozen import Frozen
from app.bootstrap.guidance_desk import FORM
from app.bootstrap.joint_paper import JOINT, joint
from app.bootstrap.listing import Listing
from app.bootstrap.opening import OpenDesk
from app.bootstrap.procedure_rows import rows_of
from app.bootstrap.promise_preview import Previewer
from app.bootstrap.writing import SLIP, VISIT
from app.domain.dossier import HOUR_AGREED
from app.domain.errors import ClerkError
from app.domain.numbering import short_number
from app.domain.vietnamese import dong, fold
from app.services import guidance, reception
from app.services.desk import drafters
from app.services.giveback import cash_dong
from app.services.offices import in_codes
from app.services.old_places import Places, addresses
from app.services.ports import PrintRequest
from app.services.steps import take_back
from app.storage import drafts, persons, print_jobs, scans
from app.ui.paper_words import queued
from app.ui.reception import desk as ui
from app.ui.reception.draft import Draft, PersonDraft
from app.ui.tasks import Run

KEY_BYTES = 8
UNDO_REASON = "Huỷ ngay sau khi lưu"


@dataclass(slots=True)
class ReceptionBridge:
    """Callables of the reception page over the unlocked desk."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]
    run: Run
    printing: Callable[[], None]
    saved_at: Callable[[datetime], None]
    enqueue: Callable[[str, Mapping[str, Any], str], int]
    ask_papers: Callable[[Draft, tuple[str, ...]], str]
    queued: Callable[[str], str] = queued
    reprint: Callable[[str, str], None] = lambda _code, _form: None

    def desk(self) -> ui.ReceptionDesk:
        """The page's view of it."""
        return ui.ReceptionDesk(
            procedures=self.procedures,
            preview=self.preview,
            save=self.save,
            keep=self.keep,
            known=self.known,
            new_key=lambda: secrets.token_hex(KEY_BYTES),
            fold=fold,
            today=lambda: f"{self.opened().desk.clock.now():%d/%m/%Y}",
            run=self.run,
            void=self.void,
            put_aside=self.put_aside,
            addresses=self.addresses,
            print_missing=self.print_missing,
            ask_papers=self.ask_papers,
            print_joint=lambda code: self.reprint(code, JOINT),
            queued=self.queued,
            offices=self.offices,
            old_addresses=lambda typed: addresses(self.frozen().standing_now.office, typed),
        )

    def offices(self, typed: str) -> Sequence[str]:
        """Communes of the province, by their names of today or before, and its agencies."""
        frozen = self.frozen()
        return Places(frozen.catalogue_now, frozen.standing_now.commune).matching(typed)

    def procedures(self) -> Sequence[ui.Procedure]:
        """Rows in the desk's order: digits first, then linked procedures."""
        today = self.opened().desk.clock.now().date()
        return rows_of(self.frozen().catalogue_now, today)

    def preview(self, draft: Draft) -> ui.Preview:
        """The promise as it would be made now; faults of what was typed beside it."""
        frozen = self.frozen()
        desk = replace(self.opened().desk, store=frozen, catalogues=frozen)  # type: ignore[arg-type]
        now = desk.clock.now()
        return Previewer(desk, frozen.catalogue_now, frozen.standing_now, now)(draft)

    def save(self, draft: Draft, with_print: bool) -> ui.Saved:  # noqa: FBT001 - the page's call
        """Store the visit; the slips' jobs go with it in one transaction."""
        opened = self.opened()
        wanted = PrintRequest(SLIP, opened.settings.slip_paper) if with_print else None
        places = Places(self.frozen().catalogue_now, opened.standing.commune)
        lines = [in_codes(one.claim(), places.code_of) for one in draft.dossiers]
        _require_days(lines)
        held = [scans.held(opened.connection, one.scans) for one in draft.dossiers]
        receipts = reception.receive_all(
            opened.desk, lines, draft=draft.row, print_as=wanted, scans=held
        )
        dossier = receipts[-1].stored.dossier
        self.saved_at(dossier.recorded_at)
        if with_print:
            self.printing()
        return ui.Saved(
            number=_numbers(receipts),
            name=dossier.owner.name,
            at=f"{dossier.recorded_at:%H:%M:%S}",
            printing=with_print,
            dossiers=tuple(one.stored.id for one in receipts),
            code=receipts[-1].stored.identity.hex(),
            joint=len(joint(opened, receipts[-1].stored)),
        )

    def keep(self, draft: Draft) -> None:
        """Keep the draft, or drop it where the page is empty."""
        opened = self.opened()
        if draft.blank:
            drafts.discard(opened.connection, draft.row)
            return
        now = opened.desk.clock.now()
        kept = drafts.Draft(draft.row, opened.desk.user, asdict(draft), now)
        _own, *helpers = drafters(self.frozen().users_now, opened.desk.user)
        drafts.save(opened.connection, kept, helpers)

    def known(self, person: PersonDraft) -> ui.Past:
        """Open dossiers, waiting results and the last dossier of this person."""
        return self._acquaintance().of(person)

    def _acquaintance(self) -> Acquaintance:
        opened, frozen = self.opened(), self.frozen()
        listing = Listing.of(opened, frozen)
        desk = frozen.standing_now.desk
        whose = drafters(frozen.users_now, opened.desk.user)
        return Acquaintance(opened.connection, listing, desk, whose)

    def addresses(self) -> Sequence[str]:
        """One address of each hamlet in the journal."""
        return persons.addresses(self.opened().connection)

    def void(self, saved: ui.Saved) -> ui.Voided:
        """Take back the save just made, all its dossiers or none; what is to be had or given back.

        None of it prints now.
        """
        opened = self.opened()
        voided = take_back(opened.desk, saved.dossiers, UNDO_REASON)
        for one in voided:
            print_jobs.drop_of(opened.connection, one.id, opened.desk.clock.now())
        slips = [
            print_jobs.Sought(form, one.id, one.dossier.code)
            for one in voided
            for form in (SLIP, VISIT)
        ]
        out = any(print_jobs.printed(opened.connection, slip) for slip in slips)
        self.printing()
        self.saved_at(voided[-1].dossier.history[-1].recorded_at)
        cash = sum(cash_dong(one.dossier) for one in voided)
        return ui.Voided(out, f"{dong(cash)} đ" if cash else "")

    def print_missing(self, procedure: str, papers: tuple[str, ...]) -> None:
        """Queue a take-home list of the papers that are still to be brought."""
        frozen = self.frozen()
        office = frozen.standing_now.office
        guide = guidance.guide_to(frozen.catalogue_now, procedure, office, papers)
        values = guide.values() | {"plain": f"Còn thiếu: {guide.told.plain}"}
        self.enqueue(FORM, values, f"Giấy còn thiếu – {guide.name}")

    def put_aside(self, key: str, number: str = "") -> Draft | None:
        """The newest kept draft but for the one on the page: the clerk's, else a helper's.

        Of the person with the number, where there is one of his: he stands here.
        """
        opened = self.opened()
        whose = drafters(self.frozen().users_now, opened.desk.user)
        for draft in self._acquaintance().kept(number) if number else ():
            if draft.row != key:
                return draft
        kept = drafts.newest(opened.connection, *whose, but=key)
        return None if kept is None else read_draft(kept.body)


def _numbers(receipts: Sequence[reception.Receipt]) -> str:
    """20/11 – 0240, or 20/11 – 0240, 0241, 0242; of many the first and the last."""
    first = receipts[0]
    said = words.said_number(first.code, first.stored.dossier.received_at)
    tails = [short_number(one.code) for one in receipts[1:]]
    if len(tails) > 3:  # noqa: PLR2004 - room on one line
        return f"{said} … {tails[-1]}"
    return ", ".join((said, *tails))


def _require_days(lines: Iterable[Mapping[str, Any]]) -> None:
    """ClerkError where the hour of an appointment was typed without its day."""
    for line in lines:
        if (line.get("details") or {}).get(HOUR_AGREED) and not line.get("appointment"):
            raise ClerkError(
                "Có giờ trao mà chưa có ngày hẹn. Hồ sơ chưa lưu, chữ đã gõ vẫn còn. Hãy ghi Hẹn "
                "ngày với công dân (Ctrl+H), ví dụ 25/11.",
                "appointment",
            )
