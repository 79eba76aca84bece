"""How lists were matched on this machine: remembered by their headings, no word of any row.

A machine's setting, beside the others: it never travels.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.list_columns import Sheet
from app.domain.list_terms import Terms, terms_on, with_map
from app.domain.old_fonts import reread
from app.services.importing import FoundList, find_list

FILE = "import-maps.json"
MOST = 50
Given = tuple[str, str]  # the name of a file of columns, and its text


def find(desk: OpenDesk, sheets: Sequence[Sheet], given: Given | None = None) -> FoundList:
    """The list in a file: by what was given, else as these headings were matched the last time.

    What is written in a font from before Unicode is read in letters first.

    Raises ClerkError where no list is found, or the file of columns cannot be used.
    """
    told = [reread(one) for one in sheets]
    found = _find(desk, [sheet for sheet, _anew in told], given)
    anew = next(anew for sheet, anew in told if sheet is found.sheet)
    return replace(found, reread=anew)


def _find(desk: OpenDesk, sheets: Sequence[Sheet], given: Given | None) -> FoundList:
    terms = terms_on(desk.desk.clock.now().date())
    if given is not None:
        found = find_list(sheets, with_map(terms, given[1], given[0]))
        remember(desk.folder, found, given)
        return found
    return _as_before(desk.folder, sheets, terms) or find_list(sheets, terms)


def remember(folder: Path, found: FoundList, given: Given) -> None:
    """Keep a map for lists with these headings, the newest last."""
    known = _read(folder)
    key = _key(found)
    known.pop(key, None)
    known[key] = list(given)
    newest = dict(list(known.items())[-MOST:])
    new = folder / f"{FILE}.new"
    new.write_text(json.dumps(newest, ensure_ascii=False, indent=1), "utf-8")
    new.replace(folder / FILE)


def _as_before(folder: Path, sheets: Sequence[Sheet], terms: Terms) -> FoundList | None:
    for key, (name, text) in reversed(_read(folder).items()):
        try:
            found = find_list(sheets, with_map(terms, text, name))
        except ClerkError:
            continue
        if _key(found) == key:
            return found
    return None


def _key(found: FoundList) -> str:
    return sha256(found.columns.key.encode()).hexdigest()[:32]


def _read(folder: Path) -> dict[str, list[str]]:
    """What is kept; a file that cannot be read is as good as none."""
    try:
        values = json.loads((folder / FILE).read_text("utf-8"))
        return {str(key): [str(name), str(text)] for key, (name, text) in values.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
