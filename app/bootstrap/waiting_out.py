"""What another system does not have yet, in its columns: for a file, a list, a copy strip."""

import json
from datetime import datetime
from pathlib import Path

from app.bootstrap.opening import OpenDesk
from app.devices.sheet_out import as_csv, as_xlsx
from app.devices.whole_file import write_whole
from app.domain.catalogue import Catalogue
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError, Trouble
from app.domain.pairing import Entry
from app.domain.targets import Target, known_systems, read_target, target_on
from app.services.codes import PROVINCE
from app.storage import pairs

COMMUNE = "commune"  # the routing of what is entered nowhere else
ENDINGS = (".xlsx", ".csv", ".json")


def target_of(
    opened: OpenDesk, given: tuple[str, str] | None = None, system: str = PROVINCE
) -> Target:
    """The columns of a given file (name, text), else those of today for a system."""
    if given is not None:
        return read_target(given[1], given[0])
    return target_on(opened.desk.clock.now().date(), system)


def ours(opened: OpenDesk, target: Target) -> list[Entry]:
    """Dossiers of the office that the system should have and has not."""
    return pairs.ours(opened.connection, target.system, _elsewhere(opened, target))


def count(opened: OpenDesk, target: Target) -> tuple[int, datetime | None]:
    """How many of this desk's dossiers wait, and when the oldest came."""
    return pairs.waiting(opened.connection, target.system, _elsewhere(opened, target))


def systems(opened: OpenDesk) -> list[tuple[Target, int]]:
    """Systems with how many of this desk's dossiers wait for them.

    The province's first, then each special one for which any does.
    """
    catalogue = opened.desk.catalogue(opened.desk.clock.now())
    routed = {one.system for one in catalogue.procedures if one.system}
    special = sorted((routed | known_systems()) - {PROVINCE, COMMUNE})
    targets = [target_of(opened, system=name) for name in (PROVINCE, *special)]
    many_of = pairs.unpaired(opened.connection)
    counted = [(one, many_of(one.system, set(_elsewhere(opened, one)))) for one in targets]
    return [(target, many) for target, many in counted if many or target.system == PROVINCE]


def _elsewhere(opened: OpenDesk, target: Target) -> list[str]:
    catalogue = opened.desk.catalogue(opened.desk.clock.now())
    return [one.code for one in catalogue.procedures if not target.holds(one)]


def waiting(opened: OpenDesk, target: Target) -> list[Dossier]:
    """Dossiers of this desk that wait to be entered there, the oldest first."""
    found = [one for one in ours(opened, target) if one.id > 0]
    ordered = sorted(found, key=lambda one: (one.received_at, one.id))
    return [opened.journal.dossier(one.id).dossier for one in ordered]


def write(file: Path, target: Target, dossiers: list[Dossier], catalogue: Catalogue) -> None:
    """Write them by the file's ending; Trouble where the disk does not take it, else ClerkError.

    The file stands under its name only once it is whole.
    """
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise ClerkError(f"Tên tệp phải kết thúc bằng {', '.join(ENDINGS)}. Chưa ghi gì.", "out")
    try:
        write_whole(file, _bytes(ending, target, dossiers, catalogue))
    except OSError as error:
        raise Trouble(
            f"Không ghi được {file.name}. Hồ sơ vẫn nguyên. Hãy xem lại đường dẫn, chỗ trống, và "
            "tệp có đang mở không."
        ) from error


def cells(dossier: Dossier, target: Target, catalogue: Catalogue) -> list[str]:
    """A dossier's values as people read them, column by column."""
    name = name_of(dossier, catalogue)
    return [column.text(dossier, name) for column in target.columns]


def name_of(dossier: Dossier, catalogue: Catalogue) -> str:
    """The official name of its procedure; the code where the catalogue does not know it."""
    procedure = catalogue.procedure(dossier.procedure)
    return procedure.name if procedure else dossier.procedure


def _bytes(ending: str, target: Target, dossiers: list[Dossier], catalogue: Catalogue) -> bytes:
    if ending == ".json":
        lines = [
            {one.json: one.plain(dossier, name_of(dossier, catalogue)) for one in target.columns}
            for dossier in dossiers
        ]
        return json.dumps(lines, ensure_ascii=False, indent=1).encode()
    headings = [one.heading for one in target.columns]
    rows = [cells(dossier, target, catalogue) for dossier in dossiers]
    return as_csv(headings, rows) if ending == ".csv" else as_xlsx("Chờ nhập", headings, rows)
