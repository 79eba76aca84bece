"""What a scanned slip says, and how far it can be believed without a line."""

from typing import Any

from app.services.views import plain
from app.wire.errors import WireError
from app.wire.token import Token, read_token

FORGED = "Chữ ký trên phiếu không đúng: phiếu giả hoặc bị sửa. Không nhận phiếu này."
UNREADABLE = "Mã trên phiếu đọc thiếu hoặc hỏng. Hãy quét lại, hoặc gõ số phiếu."


def answer(text: str, root: bytes | None) -> dict[str, Any]:
    """As `motcua scan` answers: accepted under this root, partial without one, rejected forged."""
    try:
        token = read_token(text)
    except WireError:
        return _rejected(UNREADABLE)
    try:
        trusted = _trusted(token, root)
    except WireError:
        return _rejected(FORGED)
    slip = token.slip
    return {
        "kind": "slip",
        "result": "accepted" if trusted else "partial",
        "fields": {
            "code": slip.code,
            "procedure": slip.procedure,
            "received_at": plain(slip.received_at),
            "due_at": plain(slip.due_at),
        },
        "ask": [],
    }


def _trusted(token: Token, root: bytes | None) -> bool:
    """False where nothing here can vouch for the desk; Corrupt where it is forged.

    A stand-alone desk signs its own certificate: its slips stay genuine when it joins a province.
    """
    token.verify_desk()
    alone = not token.certificate.device
    issuer = token.certificate.public_key if alone else root
    if issuer is not None:
        token.certificate.verify(issuer)
    return root is not None and not alone


def _rejected(sentence: str) -> dict[str, Any]:
    return {
        "kind": "slip",
        "result": "rejected",
        "fields": {},
        "ask": [],
        "field": None,
        "message": sentence,
    }
