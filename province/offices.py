"""What an enrolment brings besides keys: the office, and the catalogue in force."""

from datetime import date, datetime

from app.domain.catalogue import Catalogue
from app.domain.downstream import CataloguePublished
from app.domain.errors import ClerkError
from app.domain.place import Office, plain_office
from app.domain.times import VN
from province.catalogue import announcement, newest, text_of
from province.down import send_down
from province.enrolment import Material
from province.ledger import Ledger, Version


def material_for(ledger: Ledger, commune: str, now: datetime) -> Material:
    """For a machine of this commune; ClerkError where the province has no such commune."""
    office = _office(newest(ledger), ledger.province, commune)
    version = in_force(ledger.catalogues.all(), now.astimezone(VN).date())
    return Material(
        office=plain_office(office),
        agency_code=office.agency_code,
        catalogue=None if version is None else text_of(ledger, version),
        label=None if version is None else version.label,
        starts_on=None if version is None else version.starts_on,
    )


def announce_later_versions(ledger: Ledger, commune: str, label: str | None, now: datetime) -> None:
    """Send an office that is new what was published for a later day than its first catalogue."""
    if ledger.down.newest(commune, CataloguePublished.number, ledger.down.last(commune)):
        return
    versions = ledger.catalogues.all()
    labels = [version.label for version in versions]
    later = versions[labels.index(label) + 1 :] if label in labels else versions
    with ledger.transaction():
        for version in later:
            send_down(ledger, commune, announcement(version), now)


def in_force(versions: list[Version], today: date) -> Version | None:
    """The newest that covers the day, else the newest."""
    covering = [one for one in versions if one.starts_on is None or one.starts_on <= str(today)]
    usable = covering or versions
    return usable[-1] if usable else None


def _office(catalogue: Catalogue, province: str, commune: str) -> Office:
    unit = catalogue.commune(commune)
    office = catalogue.office(commune)
    if unit is None or unit.province != province or office is None:
        raise ClerkError(
            f"Tỉnh {province} không có xã, phường nào mang mã “{commune[:20]}”. "
            "Mã có năm chữ số, ví dụ 03158; xem units.csv.",
            "commune",
        )
    return office
