"""backup, restore: a copy on another disk, and a desk out of it."""

import json
from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from app.bootstrap import backing_up, restoring
from app.commands.output import say
from app.commands.parser import WrongUsage
from app.commands.session import as_json, pin, profile, unlocked, user

OK = 0
SAME_DISK = (
    " Nơi này cùng ổ đĩa với dữ liệu: ổ hỏng là mất cả hai; hãy sao lưu thêm ra USB hoặc ổ khác."
)


def backup(options: Namespace) -> int:
    """Copy, try out, tell."""
    with unlocked(options) as desk:
        saved = backing_up.back_up(desk, Path(options.to))
    words = (
        f"Đã sao lưu {saved.dossiers} hồ sơ, {saved.events} việc vào {saved.file} và đã mở thử tốt."
    )
    _tell(options, asdict(saved), words + (SAME_DISK if saved.same_disk else ""))
    return OK


def restore(options: Namespace) -> int:
    """Ask the province to open a copy, or bring one back."""
    if options.request is not None:
        if options.copy is not None or options.recovery is not None:
            raise WrongUsage("restore --request đứng một mình; --from và --recovery là lần sau.")
        word = restoring.ask(profile(options), Path(options.request))
        words = (
            f"Đã ghi yêu cầu ra {options.request}. Chữ đối chiếu: {word}. Hãy gửi tệp ấy và bản "
            "sao cho tỉnh, đọc chữ đối chiếu qua điện thoại."
        )
        _tell(options, {"request": options.request, "check": word}, words)
        return OK
    if options.copy is None:
        raise WrongUsage("Thiếu --from FILE (bản sao), hoặc --request OUT để xin tỉnh mở bản sao.")
    done = restoring.restore(
        profile(options),
        Path(options.copy),
        pin(options),
        user=user(options),
        answer=None if options.recovery is None else restoring.read_answer(Path(options.recovery)),
    )
    words = (
        f"Đã khôi phục {done.dossiers} hồ sơ, {done.events} việc. Người mở máy: {done.user}, bằng "
        f"mã PIN vừa đặt. Số phiếu từ nay mang chữ {done.letter}: MC-{done.commune}-{done.desk}"
        f"{done.letter}-…"
    )
    if done.device is not None:
        words += " Hãy gửi – nhận với tỉnh trước khi tiếp nhận để lấy lại những gì tỉnh đã có."
    if done.kept is not None:
        words += f" Dữ liệu cũ ở máy này được giữ trong {done.kept}."
    _tell(options, asdict(done), words)
    return OK


def _tell(options: Namespace, values: dict[str, object], words: str) -> None:
    say(json.dumps(values, ensure_ascii=False) if as_json(options) else words)
