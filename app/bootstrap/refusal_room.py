"""Từ chối tiếp nhận beside the reception: who stands there leaves with a paper, not with a slip."""

from collections.abc import Callable

from app.bootstrap.house import House
from app.bootstrap.refusal_desk import RefusalBridge
from app.ui.reception.draft import Draft
from app.ui.reception.page import ReceptionPage
from app.ui.refusal.page import RefusalPage
from app.ui.scanning import RECEPTION

REFUSAL = "refusal"


class RefusalRoom:
    """The page and its way there and back."""

    def __init__(
        self,
        program: House,
        bridge: RefusalBridge,
        reception: ReceptionPage,
        forget: Callable[[], None],
    ) -> None:
        """Shift+F7 at the reception leads here; nothing typed there is lost by coming back.

        `forget` empties the reception once somebody was refused.
        """
        self._window, self._reception, self._forget = program.window, reception, forget
        self._asked = Draft()
        self.page = RefusalPage(bridge.desk(), program.messages)
        self._window.add_page(REFUSAL, self.page, place=RECEPTION)
        reception.refusing.connect(self._ask)
        self.page.left.connect(self._back)
        self.page.refused.connect(self._on_refused)

    def _ask(self, draft: Draft) -> None:
        self._reception.keep()
        self._asked = draft
        self.page.ask(draft, part=self._is_part)
        self._window.go(REFUSAL)

    @property
    def _is_part(self) -> bool:
        """Whether it is one of linked procedures: the others are still to be received."""
        return self._reception.draft().procedure != self._asked.procedure

    def _on_refused(self) -> None:
        if not self._is_part:
            self._forget()
        self._back()

    def _back(self) -> None:
        self._window.go(RECEPTION)
