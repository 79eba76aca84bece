"""Names at the desk: which commune or agency is meant, and which old one an address names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.old_units import TOLD, OldUnit, bare, renamed, told
from app.domain.person import Person
from app.domain.place import Commune, Office, is_unit_code
from app.services.fields import printable
from app.services.offices import capital

LEAST_LETTERS, MOST_OFFERED = 2, 6


@dataclass(frozen=True, slots=True)
class Places:
    """The communes of the own province, as they are called and as they were; and its agencies."""

    catalogue: Catalogue
    own: str

    def matching(self, typed: str) -> tuple[str, ...]:
        """Communes and agencies whose name, or name before, begins with what was typed.

        A commune that is found by its old name tells it.
        """
        parts = bare(typed).split()
        if len("".join(parts)) < LEAST_LETTERS:
            return ()
        found = [
            (bare(unit.name), said) for unit in self._communes() for said in _said(unit, parts)
        ]
        found += [
            (bare(one.name), one.name) for one in self._agencies() if _begun(parts, bare(one.name))
        ]
        return tuple(said for _, said in sorted(found))[:MOST_OFFERED]

    def code_of(self, typed: str, field: str) -> str:
        """The code of what was typed by its code or its name, a commune's before, too.

        ClerkError where there is none, or more than one.
        """
        text = typed.strip()
        if len(text) == 5 and text.isdigit():  # noqa: PLR2004 - the digits of a commune
            return text
        wanted = bare(TOLD.sub("", text))
        for agency in self._agencies():
            if text == agency.commune or bare(agency.name) == wanted:
                return agency.commune
        now = {one.code: one for one in self._communes() if bare(one.name) == wanted}
        found = now or {
            one.code: one
            for one in self._communes()
            if any(old.words == wanted for old in renamed(one.code, one.name))
        }
        if len(found) == 1:
            return next(iter(found))
        if not found:
            raise ClerkError(
                f"Không thấy cơ quan ở “{printable(text)}” trong tỉnh. Gõ tên xã (cả tên trước "
                "1/7/2025) hoặc cơ quan rồi chọn trong danh sách; để trống nếu là cơ quan mình.",
                field,
            )
        names = ", ".join(capital(one.full_name) for one in found.values())
        raise ClerkError(
            f"“{printable(text)}” có thể là {names}. Hãy chọn một trong danh sách.", field
        )

    def _agencies(self) -> Iterator[Office]:
        """Who decides and receives nothing: a province lists its own."""
        return (one for one in self.catalogue.offices if not is_unit_code(one.commune))

    def _communes(self) -> Iterator[Commune]:
        own = self.catalogue.commune(self.own)
        for one in self.catalogue.communes:
            if own is not None and one.province == own.province:
                yield one


def with_old(owner: Person, office: Office) -> Person:
    """The owner with the old commune that his address names, where it is not said yet.

    Of the office's own commune only: whoever comes from elsewhere is not looked for by it.
    """
    if owner.old_commune is not None or not owner.address:
        return owner
    named = TOLD.search(owner.address)
    if named is not None:
        return replace(owner, old_commune=named["name"].strip())
    found = _in(owner.address, renamed(office.commune, office.place))
    return owner if found is None else replace(owner, old_commune=found.name)


def _in(address: str, units: Sequence[OldUnit]) -> OldUnit | None:
    """The one that stands in an address; a district or province behind it must be its own."""
    parts = [bare(part) for part in address.split(",")]
    for place, part in enumerate(parts):
        behind = set(parts[place + 1 :])
        for one in units:
            if one.words == part and (
                not behind or behind & {bare(one.district), bare(one.province)}
            ):
                return one
    return None


def addresses(office: Office, typed: str) -> tuple[str, ...]:
    """Addresses with the commune of today for one that ends in the begin of an old name of it.

    Bản Pa Ma, sen th → Bản Pa Ma, Sín Thầu (trước 1/7/2025: xã Sen Thượng).
    """
    head, comma, last = typed.rpartition(",")
    parts = bare(last).split()
    if len("".join(parts)) < LEAST_LETTERS:
        return ()
    before = f"{head.strip()}, " if comma else ""
    return tuple(
        before + told(office.place, one)
        for one in renamed(office.commune, office.place)
        if _begun(parts, one.words)
    )


def _said(unit: Commune, parts: list[str]) -> Iterator[str]:
    name = capital(unit.full_name)
    if _begun(parts, bare(unit.name)):
        yield name
        return
    for old in renamed(unit.code, unit.name):
        if _begun(parts, old.words):
            yield told(name, old)


def _begun(parts: list[str], words: str) -> bool:
    split = words.split()
    return all(any(word.startswith(part) for word in split) for part in parts)
