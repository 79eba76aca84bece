"""What this desk has of the person at the counter: open dossiers, waiting results, the last one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.bootstrap import words
from app.bootstrap.draft_text import read_draft
from app.bootstrap.listing import Listing, procedure_name
from app.domain.bunch import Bunch
from app.domain.dossier import FINISHED, RETURNED, Dossier
from app.domain.identity import squeezed
from app.domain.parts import PaperLine
from app.services.bunches import name_of
from app.services.codes import SYSTEMS
from app.services.ports import Card
from app.storage import drafts, persons
from app.storage.connection import Connection
from app.storage.folding import is_guest
from app.storage.office import desk_of
from app.ui.reception import desk as ui
from app.ui.reception.draft import UNNAMED, Draft, OriginalDraft, PaperDraft, PersonDraft

SOON = timedelta(days=30)
LOOKED_AT, SHOWN = 100, 50
CLOSED = "closed"
ORDER = ("done", "late", "due", "soon", "attention", "paused", "ok", CLOSED)
TITLES = {"male": "Ông", "female": "Bà"}


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Reads what is known of one person, on the work thread.

    `drafters` are those whose drafts may be gone on with.
    """

    connection: Connection
    listing: Listing
    desk: int
    drafters: tuple[str, ...]

    def of(self, person: PersonDraft) -> ui.Past:
        """Known by his number only: names are shared by many."""
        number = squeezed(person.id)
        if not number:
            return ui.Past()
        found = persons.of_owner(self.connection, number, LOOKED_AT, covered=False)
        cards = [card for card in found if not card.void]
        ranked = [(rank, card) for card in cards if (rank := self._urgency(card)) is not None]
        ordered = sorted(ranked, key=lambda one: one[0])
        last, last_words = self._last(cards) if cards else (None, "")
        return ui.Past(
            known=tuple(self._known(card, person) for _, card in ordered[:SHOWN]),
            last=last,
            last_words=last_words,
            kept=self.kept(number),
        )

    def _urgency(self, card: Card) -> int | None:
        """Waiting results first, then as lists go; what is closed counts for a month only."""
        if card.stage is not None:
            return ORDER.index(self.listing.state(card)[0])
        recent = self.listing.now - card.received_at < SOON
        return ORDER.index(CLOSED) if recent else None

    def _known(self, card: Card, person: PersonDraft) -> ui.Known:
        kind, said = self.listing.state(card)
        waiting = card.status == FINISHED and card.stage is not None
        stands = f"đang xử lý, {said}"
        if waiting:
            said = stands = "có kết quả, chưa lấy"
        elif card.status == RETURNED:
            said = stands = "đã trả"
        return ui.Known(
            kind,
            said,
            procedure_name(self.listing.catalogue, card.procedure),
            words.said_number(card.code, card.received_at),
            code=card.code,
            procedure=card.procedure,
            waiting=waiting,
            warning=self._warning(card, person, stands),
        )

    def _warning(self, card: Card, person: PersonDraft, said: str) -> str:
        if self.listing.now - card.received_at >= SOON:
            return ""
        title = TITLES.get(person.sex)
        who = f"{title} {person.name.split()[-1]}" if title and person.name else card.name
        day = f"{card.received_at:%d/%m}"
        return f"{who} đã nộp thủ tục này ngày {day} {self._where(card)} ({said})."

    def _where(self, card: Card) -> str:
        """Where he filed it: what stands in another system is paired, never received once more."""
        if card.system is not None:
            return f"trên {SYSTEMS.get(card.system, card.system)}, mã {card.code}"
        if is_guest(card.id):
            return "tại xã khác"
        return f"tại Quầy {desk_of(self.connection, card.id) or self.desk}"

    def _last(self, cards: Sequence[Card]) -> tuple[Draft | None, str]:
        """His newest dossier as it may be asked for again, and its name and day.

        Of linked procedures it is the whole, as far as it was taken.
        """
        card, catalogue = cards[0], self.listing.catalogue
        if catalogue.procedure(card.procedure) is None:
            return None, ""
        dossier = persons.whole(self.connection, card.id)
        bunch = next((one for one in catalogue.bunches if one.short_name == name_of(dossier)), None)
        whole = bunch is not None and card.procedure in bunch.procedures
        if bunch is None or not whole or catalogue.lacking(bunch):
            said, name = repeated(dossier), procedure_name(catalogue, card.procedure)
        else:
            codes = {dossier.code, *(link.other for link in dossier.links)}
            parts = [persons.whole(self.connection, one.id) for one in cards if one.code in codes]
            said, name = repeated_whole(bunch, parts), bunch.short_name
        return said, f"{name} · {card.received_at:%d/%m/%Y}"

    def kept(self, number: str) -> tuple[Draft, ...]:
        """Drafts of the person with this number, the newest first."""
        number = squeezed(number)
        read = (read_draft(one.body) for one in drafts.of_users(self.connection, *self.drafters))
        return tuple(one for one in read if one and squeezed(one.owner.id) == number)


def repeated(dossier: Dossier) -> Draft:
    """A stored dossier as the page may say it again; whom it was about is asked anew."""
    plain = [one for one in dossier.papers if one.certify is None and one.pages is None]
    counted = [one for one in dossier.papers if one.certify is not None or one.pages is not None]
    originals = [_original(one) for one in counted]
    if dossier.pages is not None or dossier.copies is not None:
        originals = [OriginalDraft(dossier.copies or 1, dossier.pages or 1)]
    return Draft(
        procedure=dossier.procedure,
        case=dossier.case or "",
        papers=tuple(paper for one in plain for paper in _papers(one)),
        originals=tuple(originals),
        details=dossier.details,
        paid=dossier.paid or "",
        return_by=dossier.return_by if dossier.return_by != "counter" else "",
    )


def repeated_whole(bunch: Bunch, parts: Sequence[Dossier]) -> Draft:
    """Linked procedures as the page may say them again: what several asked for stands once."""
    taken = {one.procedure: one for one in parts if one.procedure in bunch.procedures}
    said = [repeated(taken[code]) for code in bunch.procedures if code in taken]
    cases = (
        case.code
        for case in bunch.cases
        if all(bunch.case_of(case.code, code) == one.case for code, one in taken.items())
    )
    return Draft(
        procedure=bunch.code,
        case=next(cases, ""),
        papers=tuple(dict.fromkeys(paper for one in said for paper in one.papers)),
        originals=tuple(original for one in said for original in one.originals),
        details=tuple(dict(pair for one in said for pair in one.details).items()),
        paid=next((one.paid for one in said if one.paid), ""),
        return_by=said[0].return_by,
        left_out=tuple(code for code in bunch.procedures if code not in taken),
    )


def _original(line: PaperLine) -> OriginalDraft:
    """Bản chính 2 is the page's own word for one without a name."""
    name = "" if UNNAMED.fullmatch(line.name) else line.name
    return OriginalDraft(line.certify or 1, line.pages or 1, name)


def _papers(line: PaperLine) -> Sequence[PaperDraft]:
    counts = (
        ("originals", line.originals),
        ("certified", line.certified),
        ("copies", line.copies),
    )
    return [PaperDraft(line.name, count, kind) for kind, count in counts if count]
