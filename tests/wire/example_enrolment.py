"""An enrolment of an invented machine, made out under keys of the test's own."""

from app.wire import enrolment as en
from app.wire.signing import DeviceCertificate, ServerCertificate


def example_enrolment(
    root: bytes, device: DeviceCertificate, server: ServerCertificate
) -> en.Enrolment:
    """Machine 11-0001 in Sín Thầu, with one lease of numbers."""
    return en.Enrolment(
        province="11",
        device="11-0001",
        commune="03158",
        desk=1,
        numbering="leased",
        training=True,
        root=root.hex(),
        recovery="aa",
        release="bb",
        server_certificate=server.to_text(),
        device_certificate=device.to_bytes().hex(),
        made_on="2026-11-24",
        expires_on="2026-12-24",
        office={"name": "Trung tâm"},
        blocks=(en.BlockLine("H18.40", 1, "2026-11-24", "2027-01-23"),),
    )
