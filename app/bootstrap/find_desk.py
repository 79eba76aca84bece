"""What the search is given: dossiers for a typed text, and what else there is of an owner."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from app.bootstrap import words
from app.bootstrap.frozen import Frozen
from app.bootstrap.listing import Listing, procedure_name
from app.bootstrap.opening import OpenDesk
from app.domain.telex import decode_telex
from app.domain.times import VN
from app.domain.vni import decode_vni
from app.services.ports import Card, Stored
from app.services.steps import the_one
from app.storage import counts, household, numbers, search
from app.ui.find import desk as ui
from app.ui.tasks import Run
from app.wire.seal import CODE_LETTERS

MOST, MOST_OF_ONE = 50, 20
WAYS = ((decode_telex, "Telex"), (decode_vni, "VNI"))
SAID = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{2}|\d{4}))?\s*[-–—]?\s*(\d{0,6})")
PART = re.compile(r"\d{6}-\d{0,6}")
WORD = re.compile(rf"[{CODE_LETTERS}]{{6}}")
CENTURY = 2000


@dataclass(slots=True)
class FindBridge:
    """Callables of the search over the unlocked desk; all but `desk` on the work thread."""

    opened: Callable[[], OpenDesk]
    frozen: Callable[[], Frozen]

    def desk(self, run: Run) -> ui.FindDesk:
        """The page's view of it."""
        return ui.FindDesk(find=self.find, about=self.about, run=run)

    # --- the search ----------------------------------------------------------------------------

    def find(self, text: str) -> ui.Found:
        """The newest dossiers for a text: as it stands, else as Telex or VNI keystrokes."""
        found = self._cards(text)
        if found:
            return self._found(ui.Found(text), found)
        tried = ui.Found(text)
        for decode, way in WAYS:
            reading = decode(text)
            if reading == text:
                continue
            tried = ui.Found(text, reading=reading, way=way)
            found = self._cards(reading)
            if found:
                return self._found(tried, found)
        found = self._with_word(text)
        if found:
            return self._found(ui.Found(text), found)
        total = counts.dossiers(self.opened().connection)
        return ui.Found(text, reading=tried.reading, way=tried.way, total=total)

    def _found(self, of: ui.Found, cards: list[Card]) -> ui.Found:
        listing = Listing.of(self.opened(), self.frozen())
        rows = tuple(listing.row(card) for card in cards[:MOST])
        return ui.Found(of.text, rows, len(cards) > MOST, of.reading, of.way)

    def _cards(self, text: str) -> list[Card]:
        """One more than is shown, where there are more."""
        connection = self.opened().connection
        said = SAID.fullmatch(text.strip())
        if said is not None:
            day = _day(said, self.opened().desk.clock.now().date())
            return [] if day is None else numbers.of_day(connection, day, said[4], MOST + 1)
        if PART.fullmatch(text.strip()):
            return numbers.coded(connection, f"-{text.strip()}", MOST + 1)
        return search.find(connection, text, MOST + 1, tails=True)

    def _with_word(self, text: str) -> list[Card]:
        word = text.replace(" ", "").upper()
        if not WORD.fullmatch(word):
            return []
        return numbers.with_word(self.opened().connection, word)

    # --- the owner -----------------------------------------------------------------------------

    def about(self, code: str) -> ui.About:
        """The owner of a dossier; ClerkError where the code is not one dossier's."""
        opened = self.opened()
        stored = the_one(opened.journal, code)
        listing = Listing.of(opened, self.frozen())
        past = household.history(opened.connection, stored, MOST_OF_ONE)
        others = household.household(opened.connection, stored)
        address = stored.dossier.owner.address or ""
        return ui.About(
            name=stored.dossier.owner.name,
            who=_who(stored),
            history=tuple(_own(listing, card) for card in past.rows),
            dossiers=past.count,
            voided=past.voided,
            household=tuple(_other(listing, one) for one in others.people[:MOST_OF_ONE]),
            more=others.more or len(others.people) > MOST_OF_ONE,
            loose=not any(letter.isdecimal() for letter in address),
        )


def _day(said: re.Match[str], today: date) -> datetime | None:
    """The day's midnight; without a year the last such day. None where there is no such day."""
    year = today.year if said[3] is None else int(said[3])
    year += CENTURY if year < 100 else 0  # noqa: PLR2004 - two digits
    try:
        day = date(year, int(said[2]), int(said[1]))
        if said[3] is None and day > today:
            day = day.replace(year=year - 1)
    except ValueError:
        return None
    return datetime.combine(day, time(), VN)


def _who(stored: Stored) -> str:
    owner = stored.dossier.owner
    born = words.day_of(owner.born_on)
    said = born and f"sinh {born}"
    parts = (words.grouped(owner.id), said, owner.address, words.telephone(owner.phone))
    return " · ".join(part for part in parts if part)


def _own(listing: Listing, card: Card) -> ui.Line:
    said = f"{_number(listing, card)} · {procedure_name(listing.catalogue, card.procedure)}"
    return ui.Line(card.code, said, "", listing.state(card))


def _other(listing: Listing, one: household.Neighbour) -> ui.Line:
    card = one.card
    said = f"{one.dossiers} hồ sơ · {_number(listing, card)}"
    return ui.Line(card.code, card.name, said, listing.state(card))


def _number(listing: Listing, card: Card) -> str:
    """As said aloud, with the year where it is not this one."""
    at = card.received_at
    if at.year == listing.now.year:
        return words.said_number(card.code, at)
    return f"{at:%d/%m/%Y} – {card.code.rpartition('-')[2]}"
