"""The columns of another system, dated data: our dossiers as its form or its file wants them.

Nothing is filled in that is not known: an unknown value is empty, never made up.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.parts import PaperLine
from app.domain.person import Subject
from app.domain.procedure import Procedure
from app.domain.times import VN
from app.domain.toml_text import broken
from resources import FOLDER

FORMS = ("text", "day", "moment")
FIELDS = frozenset(
    "code procedure procedure_name channel received_at due_at note papers case sets pages copies "
    "return_by appointment fee_dong owner.name owner.kind owner.id owner.id_kind owner.born_on "
    "owner.sex owner.nationality owner.phone owner.email owner.address owner.commune "
    "submitter.name submitter.id submitter.relation submitter.authority submitter.phone "
    "submitter.address other.name other.id other.born_on other.nationality other.address".split()
)
SPOUSE = "spouse"
DETAIL, OTHER = "details.", "other"
PACKED = "%Y%m%d%H%M%S"  # of the national message


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, name in JSON, the field's path, and how a value is written.

    `values` are what JSON has in the place of our words, `words` what people read.
    """

    heading: str
    json: str
    path: str
    form: str = "text"
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def text(self, dossier: Dossier, procedure_name: str) -> str:
        """As people read and type it."""
        value = self._value(dossier, procedure_name)
        if isinstance(value, datetime):
            return f"{value.astimezone(VN):%d/%m/%Y %H:%M}"
        if isinstance(value, str) and self.form == "day" and len(value) > 4:  # noqa: PLR2004 - a year
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        said = "" if value is None else str(value)
        return self.words.get(said, said)

    def plain(self, dossier: Dossier, procedure_name: str) -> str | None:
        """As the national message writes it; None where unknown."""
        value = self._value(dossier, procedure_name)
        if isinstance(value, datetime):
            return f"{value.astimezone(VN):{PACKED}}"
        said = None if value is None else str(value)
        return None if said is None else self.values.get(said, said)

    def _value(self, dossier: Dossier, procedure_name: str) -> Any:
        if self.path == "procedure_name":
            return procedure_name
        if self.path.startswith(DETAIL):
            return dict(dossier.details).get(self.path.removeprefix(DETAIL))
        value: Any = dossier
        for part in self.path.split("."):
            if part == OTHER:
                value = _other_party(dossier)
                continue
            value = None if value is None else getattr(value, part)
        return ("; ".join(map(_paper, value)) or None) if self.path == "papers" else value


@dataclass(frozen=True, slots=True)
class Target:
    """Another system: its name in codes, its title, and its columns in order.

    `fields` are the fields of law whose dossiers are entered there; none means all.
    """

    system: str
    title: str
    columns: tuple[Column, ...]
    fields: frozenset[str] = frozenset()

    def holds(self, procedure: Procedure) -> bool:
        """Whether its dossiers are entered there: as its routing says, else by its field."""
        if procedure.system is not None:
            return procedure.system == self.system
        return not self.fields or procedure.field in self.fields


@cache
def _files() -> tuple[dict[str, Any], ...]:
    found = sorted((FOLDER / "export").glob("*@*.toml"))
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in found)


def known_systems() -> frozenset[str]:
    """Names of the systems whose columns are known."""
    return frozenset(file["target"] for file in _files())


def target_on(day: date, system: str = "province") -> Target:
    """What rules on a day for a system; the province's where it has none of its own."""
    own = [file for file in _files() if file["target"] == system]
    of_system = own or [file for file in _files() if file["target"] == "province"]
    files = [file for file in of_system if file["effective_from"] <= day] or of_system
    found = _target(max(files, key=lambda file: file["effective_from"]), "")
    return found if own else Target(system, system, found.columns)


def read_target(text: str, name: str) -> Target:
    """A machine's own file; ClerkError naming what cannot be used."""
    try:
        return _target(tomllib.loads(text.removeprefix("\ufeff")), name)
    except tomllib.TOMLDecodeError as error:
        raise _fault(name, broken(error, text)) from error


def _target(values: Mapping[str, Any], name: str) -> Target:
    columns = values.get("column")
    if not isinstance(columns, list) or not columns:
        raise _fault(name, "chưa có [[column]] nào")
    system = values.get("target", "province")
    title = values.get("title", system)
    if not isinstance(system, str) or not isinstance(title, str):
        raise _fault(name, "target và title phải là chữ")
    fields = values.get("fields", [])
    if not isinstance(fields, list) or not all(isinstance(one, str) for one in fields):
        raise _fault(name, "fields là danh sách lĩnh vực")
    made = tuple(_column(one, name) for one in columns)
    return Target(system, title, made, frozenset(fields))


def _column(one: Any, name: str) -> Column:
    path = one.get("field") if isinstance(one, Mapping) else None
    heading = one.get("heading") if isinstance(one, Mapping) else None
    if not isinstance(path, str) or not isinstance(heading, str):
        raise _fault(name, "mỗi [[column]] cần heading và field")
    if path not in FIELDS and not path.startswith(DETAIL):
        raise _fault(name, f"không có trường “{path[:40]}”; có: {', '.join(sorted(FIELDS))}")
    form = one.get("form", "text")
    if form not in FORMS:
        raise _fault(name, f"form “{str(form)[:20]}” phải là {', '.join(FORMS)}")
    tables = [one.get(part, {}) for part in ("values", "words")]
    if not all(isinstance(table, Mapping) for table in tables):
        raise _fault(name, f"values và words của “{heading[:40]}” phải là bảng")
    return Column(heading, str(one.get("json", heading)), path, form, *tables)


def _fault(name: str, words: str) -> ClerkError:
    return ClerkError(f"Tệp cột {name}: {words}. Chưa ghi gì; hãy sửa tệp.", "map")


def _other_party(dossier: Dossier) -> Subject | None:
    """Whom the owner marries: of both spouses the one that he is not."""
    owner = dossier.owner
    others = (
        one
        for one in dossier.subjects
        if one.role == SPOUSE and (one.id != owner.id if one.id else one.name != owner.name)
    )
    return next(others, None)


def _paper(paper: PaperLine) -> str:
    many = paper.originals + paper.certified + paper.copies
    return f"{paper.name} ({many})" if many else paper.name
