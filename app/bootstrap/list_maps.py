"""How lists were matched on this machine: remembered by their headings, no word of any row.

A machine's setting, beside the others: it never travels.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from app.bootstrap.opening import OpenDesk
from app.domain.errors import ClerkError
from app.domain.list_columns import Sheet, find_columns, guess_columns
from app.domain.list_terms import Status, Terms, map_text, squeezed, terms_on, with_map
from app.domain.old_fonts import reread
from app.services.importing import FoundList, find_list, guess_list

FILE, CHOSEN = "import-maps.json", "đã chọn ở màn hình"
MOST = 50
Given = tuple[str, str]  # the name of a file of columns, and its text


def find(desk: OpenDesk, sheets: Sequence[Sheet], given: Given | None = None) -> FoundList:
    """The list in a file: by what was given, else as these headings were matched the last time.

    What is written in a font from before Unicode is read in letters first.

    Raises ClerkError where no list is found, or the file of columns cannot be used.
    """
    return _reread(sheets, lambda read: _find(desk, read, given))


def look(desk: OpenDesk, sheets: Sequence[Sheet]) -> FoundList:
    """The same before somebody who can say what columns mean: it need not be ready."""

    def found(read: Sequence[Sheet]) -> FoundList:
        try:
            return _find(desk, read, None)
        except ClerkError:
            guessed = guess_list(read, terms_on(desk.desk.clock.now().date()))
            if guessed is None:
                raise
            return guessed

    return _reread(sheets, found)


def name_column(desk: OpenDesk, found: FoundList, place: int, field: str | None) -> FoundList:
    """A column means that field from now on; None: none, it is kept as it stands.

    Words said to be statuses are of the column that was one: of another they may be people's names,
    and what is remembered lies in clear.
    """
    columns, terms = found.columns, found.terms
    if (field == "status") != (columns.places.get("status") == place):
        terms = replace(terms, statuses=terms_on(desk.desk.clock.now().date()).statuses)
    heading = columns.headings[place]
    named = {one: columns.headings[at] for one, at in columns.places.items() if at != place}
    named |= {field: heading} if field else {}
    kept = terms.kept - {squeezed(heading)} | ({squeezed(heading)} if not field else set())
    return _named(desk, replace(found, terms=replace(terms, kept=kept)), named)


def name_status(desk: OpenDesk, found: FoundList, word: str, status: Status) -> FoundList:
    """A word in the column of statuses means that status from now on."""
    statuses = {**found.terms.statuses, squeezed(word): status}
    places = found.columns.places.items()
    named = {one: found.columns.headings[at] for one, at in places}
    return _named(desk, replace(found, terms=replace(found.terms, statuses=statuses)), named)


def keep(folder: Path, found: FoundList) -> None:
    """Remember what the clerk said; nothing where he said nothing."""
    if found.chosen:
        remember(folder, found, (CHOSEN, found.chosen))


def _named(desk: OpenDesk, found: FoundList, named: dict[str, str]) -> FoundList:
    base = terms_on(desk.desk.clock.now().date())
    text = map_text(found.terms, base, named)
    terms = with_map(base, text, CHOSEN)
    columns = find_columns(found.sheet, terms) or guess_columns(found.sheet, terms)
    return replace(found, terms=terms, columns=columns or found.columns, chosen=text)


def _reread(sheets: Sequence[Sheet], find_in: Callable[[Sequence[Sheet]], FoundList]) -> FoundList:
    told = [reread(one) for one in sheets]
    found = find_in([sheet for sheet, _anew in told])
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
    key = _key(found.columns.key)
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
        if key in (_key(found.columns.key), _key(_key_of_before(found))):
            return found
    return None


def _key(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _key_of_before(found: FoundList) -> str:
    """The headings in their order: so they were kept before the order stopped to matter."""
    return "|".join(squeezed(one) for one in found.columns.headings)


def _read(folder: Path) -> dict[str, list[str]]:
    """What is kept; a file that cannot be read is as good as none."""
    try:
        values = json.loads((folder / FILE).read_text("utf-8"))
        return {str(key): [str(name), str(text)] for key, (name, text) in values.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
