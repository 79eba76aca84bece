"""Who pays nothing: a line names a ground of the catalogue, or says another one in words."""

from app.domain.catalogue import Catalogue
from app.domain.errors import ClerkError
from app.domain.procedure import Procedure
from app.services.fields import printable

FIELD = "fee.exemption"
OTHER = "khác"


def ground_of(catalogue: Catalogue, procedure: Procedure, text: str | None) -> str | None:
    """The ground as slips print it, with what stands behind a semicolon.

    `text` is a code, the words or the ground of an exemption of the catalogue, or `khác; …`.
    ClerkError for everything else: a slip of the pen must not make a dossier free of charge.
    """
    if text is None:
        return None
    other = _behind(text, OTHER)
    if other:
        return other
    offered = [one for one in catalogue.exemptions if one.procedure in (None, procedure.code)]
    for one in offered:
        for known in (one.code, one.words, one.ground):
            more = _behind(text, known)
            if more is not None:
                return f"{one.ground}; {more}" if more else one.ground
    names = ", ".join((*(one.code for one in offered), f"“{OTHER}; căn cứ”"))
    raise ClerkError(
        f"Không có diện miễn “{printable(text)}” cho thủ tục này. Chưa lưu gì. Chọn: {names}.",
        FIELD,
    )


def _behind(text: str, name: str) -> str | None:
    """What follows the name and a semicolon; None where the text is about something else."""
    rest = text[len(name) :].strip()
    if text[: len(name)].lower() != name.lower() or not (rest == "" or rest.startswith(";")):
        return None
    return rest.removeprefix(";").strip()
