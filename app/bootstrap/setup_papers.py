"""Papers of the set-up: the printer's test page and the sheet that says how a scanner is set up.

Once there is a desk they go through its print queue like every paper; before, straight to the
printer.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import queue_content
from app.devices.printers import paper_on, printer_named, printer_words
from app.devices.printing_trouble import NotPrinted
from app.domain.errors import Trouble
from app.settings import Settings
from app.storage.profile import write_private
from app.ui.setup import scan_words

TEST, SCANNER = "trang-thu", "may-quet"
TITLES = {TEST: "Trang in thử", SCANNER: "Tờ cài máy quét"}
TEST_CODE = "MOTCUA-IN-THU-0123456789"
SHEETS = {"a4x2": "a4"}  # what has no lines to fill wants no second copy


def values_of(form: str, settings: Settings, now: datetime) -> dict[str, Any]:
    """What the form says."""
    if form == TEST:
        at = f"{now:%H:%M %d/%m/%Y}"
        return {"printer": printer_words(settings.printer), "at": at, "code": TEST_CODE}
    lines = scan_words.sheet(settings)
    return {f"line_{place}": line for place, line in enumerate(lines, 1)}


def queued(
    form: str, opened: Callable[[], OpenDesk], kick: Callable[[], None]
) -> Callable[[Settings], None]:
    """Puts the paper into the desk's queue, for the printer of the settings given."""

    def put(settings: Settings) -> None:
        desk = opened()
        values = values_of(form, settings, desk.desk.clock.now())
        queue_content(desk, form, values, TITLES[form], _sheet(settings), printer=settings.printer)
        kick()

    return put


def straight(form: str, temporary: Path, now: Callable[[], datetime]) -> Callable[[Settings], None]:
    """Prints at once, before there is a queue; Trouble where the printer does not take it."""

    def put(settings: Settings) -> None:
        from app.printing.pages import render

        at = now()
        values: Mapping[str, Any] = values_of(form, settings, at) | {
            "office": {},
            "print": {"desk": "", "at": at, "training": None, "again": None},
        }
        paper = paper_on(settings.printer, _sheet(settings))
        send(render(form, dict(values), paper, at.date()), temporary, settings, TITLES[form])

    return put


def send(pdf: bytes, temporary: Path, settings: Settings, title: str) -> None:
    """The printed file goes, whatever happens."""
    file = temporary / "setup.pdf"
    try:
        temporary.mkdir(parents=True, exist_ok=True)
        write_private(file, pdf)
        printer_named(settings.printer).send(file, title)
    except NotPrinted as error:
        raise Trouble(error.about(title)) from error
    except OSError as error:
        raise Trouble(
            "Không ghi được tệp in vào ổ đĩa. Cài đặt vẫn nguyên. Hãy xem lại chỗ trống của ổ."
        ) from error
    finally:
        file.unlink(missing_ok=True)


def _sheet(settings: Settings) -> str:
    return SHEETS.get(settings.slip_paper, settings.slip_paper)
