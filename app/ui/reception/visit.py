"""What this visit has brought so far: each dossier with its own key, one page, one save."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from app.domain.vietnamese import dong
from app.ui.reception.desk import Fault, Preview
from app.ui.reception.draft import Draft
from app.ui.reception.visit_list import VisitList


class Visit:
    """Keys and set-down dossiers of the page; the one that is typed stands in the form."""

    def __init__(
        self,
        shown: VisitList,
        preview: Callable[[Draft], Preview],
        name_of: Callable[[str], str],
        new_key: Callable[[], str],
    ) -> None:
        """`preview` says what a dossier comes to, `name_of` names its procedure."""
        self._shown, self._preview, self._name_of = shown, preview, name_of
        self._new_key = new_key
        self._key, self._kept_as = new_key(), ""
        self._previews: tuple[Preview, ...] = ()
        self.lines: tuple[Draft, ...] = ()

    def read_into(self, draft: Draft) -> Draft:
        """The draft with its keys and the other dossiers."""
        return replace(draft, key=self._key, kept_as=self._kept_as, visit=self.lines)

    def show(self, draft: Draft) -> None:
        """The visit of a draft; a draft without a key gets one."""
        self._key = draft.key or self._new_key()
        self._kept_as, self.lines = draft.kept_as, draft.visit
        self._previews = tuple(self._preview(one) for one in self.lines)
        self._shown.show_visit(
            [
                (self._name_of(line.procedure), f"{preview.fee} · hẹn {preview.due}")
                for line, preview in zip(self.lines, self._previews, strict=True)
            ]
        )

    @property
    def new_key(self) -> Callable[[], str]:
        """For the next dossier."""
        return self._new_key

    def settle(self, preview: Preview, draft: Draft) -> Preview:
        """With others set down, a dossier that was not begun lacks no procedure; say the sum."""
        begun = bool(draft.procedure)
        previews = (*self._previews, *([preview] if begun else []))
        self._shown.show_sum(_sum(previews))
        if begun or not self.lines:
            return preview
        faults = tuple(one for one in preview.faults if one.field != "procedure")
        return replace(preview, faults=faults)

    def whole(self, preview: Preview, draft: Draft) -> bool:
        """Whether the save would be taken."""
        if self.lines and not draft.procedure:
            return not preview.faults
        return preview.ready

    def place_of(self, fault: Fault) -> tuple[int, Fault]:
        """Which set-down dossier a refusal means (-1: the one in the form), and where in it."""
        if not fault.field.startswith("visit."):
            return -1, fault
        _, place, path = fault.field.split(".", 2)
        number = int(place)
        return (number if number < len(self.lines) else -1), Fault(path, fault.sentence)


def _sum(previews: tuple[Preview, ...]) -> str:
    known = [one.fee_dong for one in previews if one.fee_dong is not None]
    unknown = "" if len(known) == len(previews) else " + chưa rõ"
    words = QCoreApplication.translate("Visit", "{0} hồ sơ · {1} đ{2}")
    return words.format(len(previews), dong(sum(known)), unknown)
