"""A list of the office written to a file: on its form as PDF, or as a table for other programs."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from app.bootstrap.opening import OpenDesk
from app.bootstrap.papers import print_values, render_form, write_file
from app.bootstrap.writing import forms_published, letterhead
from app.devices.sheet_out import as_csv, as_xlsx
from app.domain.errors import ClerkError

PDF, XLSX, CSV = ".pdf", ".xlsx", ".csv"
ENDINGS = (PDF, XLSX, CSV)


def write_list(  # noqa: PLR0913 - the paper and the table, each with its words
    opened: OpenDesk,
    out: Path,
    form: str,
    values: Mapping[str, Any],
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    """By the file's ending; `values` is what the form says, but for office and print."""
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise ClerkError(f"Tên tệp phải kết thúc bằng {', '.join(ENDINGS)}. Chưa ghi gì.", "out")
    if ending == PDF:
        today = opened.desk.clock.now().date()
        whole = {**letterhead(opened).head(today), **values, "print": print_values(opened, 0)}
        made = render_form(form, whole, "a4", today, forms_published(opened, today))
    else:
        made = as_csv(headings, rows) if ending == CSV else as_xlsx(title, headings, rows)
    write_file(out, made)
