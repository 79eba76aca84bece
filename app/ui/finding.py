"""The search follows what is typed into the scan box, on whatever page that is."""

from app.domain.errors import MotCuaError
from app.domain.vietnamese import fold
from app.ui.find.desk import FindDesk, Found
from app.ui.find.page import FindPage
from app.ui.latest import Latest
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.scanning import DOSSIER, FIND, GIVEBACK, TODAY, TOPIC, Scanning

LEAST = 2
LONGEST = 60  # nobody types more into a search
CARD_MARK, SLIP = "|", "MC1"


class Finding:
    """Opens and fills the search while a name or number is typed; Esc leads back.

    Cards, slips and what nothing is found for go to `scanning` with Enter, as they always did.
    """

    def __init__(
        self,
        window: MainWindow,
        page: FindPage,
        desk: FindDesk,
        scanning: Scanning,
        messages: Messages,
    ) -> None:
        """`messages` hear of a search that could not be done."""
        self._messages = messages
        self._window, self._page, self._scanning = window, page, scanning
        self._box = window.shell.header.scan
        self._latest: Latest[str, Found] = Latest(desk.run, desk.find, self._show, self._failed)
        self._came_from, self._entered = TODAY, ""
        self._box.typed.connect(self.follow)
        self._box.stepped_down.connect(self._into_the_list)
        window.shown.connect(self._on_shown)
        page.left.connect(self.leave)
        page.opened.connect(self._on_opened)
        page.giving_back.connect(scanning.give_back)

    # --- what is typed -------------------------------------------------------------------------

    def follow(self, text: str) -> None:
        """The text in the box changed under the clerk's fingers."""
        self._entered = ""
        if not self._window.name or not may_be_searched(text):
            self._latest.forget()
            if self._window.name == FIND:
                self._page.show_nothing()
            return
        if self._window.name == FIND:
            self._page.sheet.loading()
        self._latest.ask(text)

    def submit(self, text: str) -> None:
        """Enter in the box: the only hit opens, several are stepped into."""
        found = self._page.found
        if not may_be_searched(text):
            self._latest.forget()
            self._scanning.take(text)
        elif self._latest.pending and text == self._box.text:
            self._entered = text  # taken as soon as the answer is there
        elif found.text == text and found.rows and self._window.name == FIND:
            self._take(found)
        else:
            self._scanning.take(text)

    def _show(self, found: Found) -> None:
        if found.text != self._box.text or not self._window.name:
            return  # a scan, Esc or the lock emptied the box
        self._messages.clear(TOPIC)
        self._page.show_found(found)
        if self._window.name != FIND:
            self._came_from = self._window.name
            self._window.go(FIND, caret=False)
        if self._entered == found.text:
            self._entered = ""
            self._take_unseen(found)

    def _take_unseen(self, found: Found) -> None:
        """Enter came before the list: a whole number opens, anything else is looked at first."""
        if len(found.rows) == 1 and found.rows[0].key != found.text.upper():
            self._page.take_focus()
        else:
            self.submit(found.text)

    def _failed(self, error: MotCuaError) -> None:
        self._messages.trouble(error.message, TOPIC)

    def _take(self, found: Found) -> None:
        if len(found.rows) > 1:
            self._page.take_focus()
        elif self._came_from == GIVEBACK:
            self._scanning.give_back((found.rows[0].key,))
        else:
            self._page.opened.emit(found.rows[0].key)

    def _into_the_list(self) -> None:
        if self._window.name == FIND and self._page.found.rows:
            self._page.take_focus()

    # --- coming and going ----------------------------------------------------------------------

    def leave(self) -> None:
        """Esc: the box is empty, and the page is there from which the search was begun."""
        self._latest.forget()
        self._box.clear()
        self._page.show_nothing()
        self._window.go(self._came_from)

    def _on_opened(self, _code: str) -> None:
        if self._came_from == DOSSIER:  # that dossier is not shown any more
            self._came_from = TODAY

    def _on_shown(self, name: str) -> None:
        """The box says what the list shows, and nothing on other pages.

        Coming back from a dossier the list is read anew: something may have been done to it.
        """
        if name == FIND:
            self._box.put(self._page.found.text)
            if self._page.found.rows and not self._box.hasFocus():
                self._latest.ask(self._page.found.text)
            return
        if name != DOSSIER:
            self._came_from = name
        self._latest.forget()
        self._box.clear()


def may_be_searched(text: str) -> bool:
    """Whether a text is what people type; cards and slips are read, not searched."""
    scanned = CARD_MARK in text or text.upper().startswith(SLIP)
    return not scanned and len(text) <= LONGEST and len(fold(text).replace(" ", "")) >= LEAST
