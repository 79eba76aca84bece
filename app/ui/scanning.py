"""Where a scan goes: one way for the serial line, the keyboard scanner and the scan box."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.errors import MotCuaError
from app.ui.dossier.desk import HAND_OVER
from app.ui.dossier.page import DossierPage
from app.ui.find.desk import Found
from app.ui.find.page import FindPage
from app.ui.giveback.desk import Receiver
from app.ui.giveback.page import GiveBackPage
from app.ui.handover.page import HandOverPage
from app.ui.main_window import MainWindow
from app.ui.messages import ATTENTION, Message, Messages
from app.ui.reception.draft import PersonDraft
from app.ui.reception.page import ReceptionPage
from app.ui.tasks import Run
from app.ui.today.page import TodayPage

TOPIC, SAID_MS = "scan", 10_000
TODAY, RECEPTION, FIND, DOSSIER = "today", "reception", "find", "dossier"
GIVEBACK, HANDOVER, SIGNING, DECIDING = "giveback", "handover", "signing", "deciding"
UNCOLLECTED, APPOINTMENTS = "uncollected", "appointments"
LISTS = (  # Esc leads back there
    TODAY, FIND, GIVEBACK, UNCOLLECTED, APPOINTMENTS, HANDOVER, SIGNING, DECIDING, "exchange",
)  # fmt: skip

NOT_TYPED = "Phiếu giấy {0} chưa nhập vào máy. Gõ giờ ghi trên phiếu rồi nhập hồ sơ trước."


@dataclass(frozen=True, slots=True)
class CardRead:
    """A person's card. `warning` says what must be typed or looked at; empty where all is well."""

    person: PersonDraft
    warning: str = ""


@dataclass(frozen=True, slots=True)
class OneDossier:
    """A slip, or a number that belongs to one dossier.

    `waits`: its result can be given back; else `where` may say where it is.
    """

    code: str
    waits: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """Nothing can be made of it: the sentence says what to do."""

    sentence: str


@dataclass(frozen=True, slots=True)
class BlankSlip:
    """A slip that was filled in on paper and is not typed in yet."""

    number: str


Answer = CardRead | OneDossier | Found | BlankSlip | Unread


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a scan may open."""

    today: TodayPage
    reception: ReceptionPage
    find: FindPage
    dossier: DossierPage
    giveback: GiveBackPage
    handover: HandOverPage


class Scanning:
    """Asks `look_up` off the UI thread and opens what it answers."""

    def __init__(
        self,
        look_up: Callable[[str], Answer],
        run: Run,
        window: MainWindow,
        pages: Pages,
        messages: Messages,
    ) -> None:
        """`look_up` reads a card, a slip token, or searches."""
        self._look_up, self._run = look_up, run
        self._window, self._pages, self._messages = window, pages, messages
        self._came_from = FIND
        pages.find.opened.connect(self.open_dossier)
        pages.today.opened.connect(self.open_dossier)
        pages.giveback.opened.connect(self.open_dossier)
        pages.handover.opened.connect(self.open_dossier)
        pages.today.handing_over.connect(self.hand_over)
        for asker in (pages.reception, pages.reception.saving):
            asker.opened.connect(self._look_aside)
        for asked in (pages.today.giving_back, pages.reception.giving_back):
            asked.connect(self.give_back)
        pages.dossier.left.connect(self._back)
        for over in (pages.reception.saved, window.shown):  # what was said of the scan, too
            over.connect(lambda _: messages.clear(TOPIC))

    def take(self, text: str) -> None:
        """A scan or typed text; while the desk is locked it is nobody's."""
        if not self._window.name:
            return
        here = self._window.name
        if here == GIVEBACK:
            self._take_for_list(text)
        else:
            self._run(lambda: self._look_up(text), lambda answer: self._on_answer(answer, here))

    def _take_for_list(self, text: str) -> None:
        """F4 waits for a scan that is still being read."""
        patience = self._pages.giveback.patience
        patience.expect()

        def came(answer: Answer) -> None:
            self._on_answer(answer, GIVEBACK)
            patience.answered(well=isinstance(answer, CardRead | OneDossier))

        def failed(error: MotCuaError) -> None:
            self._messages.trouble(error.message, TOPIC)
            patience.answered(well=False)

        self._run(lambda: self._look_up(text), came, failed)

    def hand_over(self, codes: tuple[str, ...]) -> None:
        """F6 on one row: to whom is asked on the dossier's own page; several go to the list."""
        if len(codes) == 1:
            self.open_dossier(codes[0], HAND_OVER)
        else:
            self._pages.handover.take_codes(codes)
            self._window.go(HANDOVER)

    def open_dossier(self, code: str, step: str = "") -> None:
        """Show a dossier, with a step asked for; Esc goes back to the list it came from."""
        if self._window.name in LISTS:
            self._came_from = self._window.name
        self._pages.dossier.open_dossier(code, step)
        self._window.go(DOSSIER, self._came_from)

    def _look_aside(self, code: str) -> None:
        """While somebody is served: Esc goes back to him, not to a list."""
        self._came_from = RECEPTION
        self.open_dossier(code)

    def give_back(self, codes: tuple[str, ...]) -> None:
        """Take dossiers to the page that hands results out.

        Those of the person at the reception were found by his card: no slip was seen.
        """
        by_card = self._window.name == RECEPTION
        self._pages.giveback.take_codes(codes, by_card=by_card)
        self._window.go(GIVEBACK)

    def _back(self) -> None:
        self._window.go(self._came_from)

    def _on_answer(self, answer: Answer, asked_on: str) -> None:
        """What comes once the desk is locked opens nothing; a list only where it was asked for."""
        here = self._window.name
        if not here or (isinstance(answer, Found) and here != asked_on):
            return
        self._messages.clear(TOPIC)
        self._window.shell.header.scan.clear()
        if isinstance(answer, CardRead):
            self._take_card(answer)
        elif isinstance(answer, OneDossier):
            self._take_dossier(answer)
        elif isinstance(answer, BlankSlip):
            self._take_blank(answer.number, here)
        elif isinstance(answer, Found):
            self._pages.find.show_found(answer)
            self._window.go(FIND)
        else:
            self._say(answer.sentence)
            self._window.shell.header.scan.take_focus()

    def _take_dossier(self, found: OneDossier) -> None:
        if self._window.name == HANDOVER:
            self._pages.handover.take_code(found.code)
            return
        if found.waits or self._window.name == GIVEBACK:
            self._pages.giveback.take_slip(found.code)
            self._window.go(GIVEBACK)
            return
        self.open_dossier(found.code)
        if found.where:
            self._say(found.where, SAID_MS)

    def _take_blank(self, number: str, here: str) -> None:
        """To be typed in, wherever that was; who wants its result is told why there is none."""
        self._window.go(RECEPTION)
        self._pages.reception.take_slip(number)
        if here in (GIVEBACK, HANDOVER):
            self._say(NOT_TYPED.format(number), SAID_MS)

    def _take_card(self, card: CardRead) -> None:
        if self._window.name == GIVEBACK:
            self._pages.giveback.take_card(Receiver(card.person.name, card.person.id))
        else:
            self._window.go(RECEPTION)
            self._pages.reception.take_person(card.person)
        if card.warning:
            self._say(card.warning)

    def _say(self, sentence: str, lasts_ms: int | None = None) -> None:
        head, _, more = sentence.partition(". ")
        head = head.rstrip(".") + "."
        self._messages.show(Message(TOPIC, ATTENTION, head, more, lasts_ms=lasts_ms))
