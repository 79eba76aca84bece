"""`catalogue publish`: tables out of a folder become a version that goes down to every office."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import zstandard

from app.domain import catalogue as law
from app.domain.builtin import load_builtin
from app.domain.catalogue_files import NAMES, Parts, build
from app.domain.downstream import CataloguePublished, OfficeChanged
from app.domain.errors import ClerkError, Trouble
from app.domain.times import to_millis
from app.wire.errors import WireError
from app.wire.packing import unpack
from province.down import send_down
from province.errors import WrongUsage
from province.ledger import Ledger, Version

FORMS = "forms"
LEVEL = 19
MOST_TEXT = 64 << 20


@dataclass(frozen=True, slots=True)
class Published:
    """The new version, and sentences on what was left out on the way."""

    version: Version
    notes: tuple[str, ...]


def publish(ledger: Ledger, folder: Path, starts_on: str | None, now: datetime) -> Published:
    """Check every line, then publish; ClerkError with file and line, and nothing is published."""
    first_day = _day(starts_on)
    parts, left_out = read_folder(folder)
    known, before = ledger.catalogues.all(), newest(ledger)
    label = f"{ledger.province}.{len(known) + 1}"
    built = build(parts, version=label, starts_on=first_day, before=before)
    made = built.catalogue.for_province(ledger.province)
    with ledger.transaction():
        if ledger.catalogues.all() != known:
            raise Trouble("Vừa có người khác ban hành danh mục. Hãy chạy lại lệnh này.")
        version = _keep(ledger, made, now)
        _send(ledger, version, before, made, now)
    return Published(version, (*left_out, *built.notes))


def newest(ledger: Ledger) -> law.Catalogue:
    """The version published last, else the one that the program brings along."""
    version = ledger.catalogues.newest()
    return load_builtin() if version is None else law.from_text(text_of(ledger, version))


def text_of(ledger: Ledger, version: Version) -> str:
    """The canonical text of a published version."""
    packed = ledger.catalogues.packed(version.digest) or b""
    try:
        return unpack(packed).decode()
    except WireError as error:
        raise Trouble(
            f"Danh mục {version.label} trong sổ gốc của tỉnh bị hỏng. Hồ sơ của các xã không bị "
            "ảnh hưởng. Hãy khôi phục sổ gốc từ bản sao lưu."
        ) from error


def announcement(version: Version) -> CataloguePublished:
    """What the offices read of it."""
    return CataloguePublished(version.label, version.digest, version.size, version.starts_on)


def read_folder(folder: Path) -> tuple[Parts, tuple[str, ...]]:
    """The tables and forms of a folder, and a sentence on each file that is none."""
    if not folder.is_dir():
        raise WrongUsage(f"Không thấy thư mục {folder}.")
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name != FORMS)
        texts = {name: _text(folder / name) for name in NAMES if name in names}
        forms = {path.name: _text(path) for path in _forms(folder / FORMS)}
    except OSError as error:
        raise Trouble(f"Không đọc được thư mục {folder}.") from error
    if not texts and not forms:
        raise ClerkError(f"Thư mục {folder} không có tệp danh mục nào: {', '.join(NAMES)}.")
    notes = tuple(f"Không dùng tệp {name}." for name in names if name not in NAMES)
    return Parts(texts, forms), notes


def _forms(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_TEXT:
        raise ClerkError(f"Tệp {path.name} lớn bất thường.", path.name)
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ClerkError(f"{path.name}, dòng {line}: không phải UTF-8.", path.name) from error


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise WrongUsage("--from là ngày dạng năm-tháng-ngày, ví dụ 2027-01-01.") from error


def _keep(ledger: Ledger, made: law.Catalogue, now: datetime) -> Version:
    text = law.to_text(made)
    raw = text.encode()
    version = Version(
        label=made.version,
        digest=law.digest(text),
        size=len(raw),
        starts_on=made.starts_on.isoformat() if made.starts_on else None,
        published_ms=to_millis(now),
        procedures=tuple(one.code for one in made.procedures),
    )
    ledger.catalogues.add(version, zstandard.ZstdCompressor(level=LEVEL).compress(raw))
    ledger.verdicts.arrived(version.label.encode())  # named by desks before a server was set back
    return version


def _send(
    ledger: Ledger, version: Version, before: law.Catalogue, made: law.Catalogue, now: datetime
) -> None:
    """To each office that has a machine: the version, and its own data where they changed."""
    for commune in sorted({device.commune for device in ledger.devices.all()}):
        send_down(ledger, commune, announcement(version), now)
        office = made.office(commune)
        if office is not None and office != before.office(commune):
            fact = OfficeChanged(
                commune=office.commune,
                name=office.name,
                parent=office.parent,
                place=office.place,
                hours=office.hours,
                phone=office.phone,
                lookup_url=office.lookup_url,
                unlock=office.unlock,
            )
            send_down(ledger, commune, fact, now)
