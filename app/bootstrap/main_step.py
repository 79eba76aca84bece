"""The step that F9 is for on a dossier's page, or one sentence why there is none."""

from app.bootstrap.opening import OpenDesk
from app.domain.dossier import Dossier
from app.domain.errors import ClerkError
from app.domain.next_step import next_step
from app.services.authority import allowed_to, require_step

PAYMENT = "payment_made"
ELSEWHERE = "Hồ sơ của hệ thống khác: làm bước tiếp theo ở hệ thống đó rồi nhập lại danh sách."


def main_step(opened: OpenDesk, dossier: Dossier) -> tuple[str, str]:
    """The action's name, else the sentence; neither of one that its padlock explains already."""
    action, hands = next_step(dossier), allowed_to(opened.desk, dossier)
    if action in hands:
        return action, ""
    if action and PAYMENT in hands and dossier.fee_open:  # whoever only takes the money
        return PAYMENT, ""
    if dossier.master is not None and not dossier.void:
        return "", ELSEWHERE
    return "", _whose(opened, dossier, action) if action else ""


def _whose(opened: OpenDesk, dossier: Dossier, action: str) -> str:
    """Who does it, in the words in which the step itself would be refused."""
    try:
        require_step(opened.desk, dossier, action)
    except ClerkError as fault:
        return fault.message
    return ""
