"""The pass-phrase over the keys: from the environment, else asked on a terminal, else none."""

import getpass
import os
import sys
import unicodedata

from app.domain.errors import ClerkError

VARIABLE = "MOTCUA_KEYS_PASSPHRASE"


def for_new_keys() -> str | None:
    """What to seal new keys under; None where nobody can be asked, or nothing was typed."""
    told = os.environ.get(VARIABLE)
    if told or not sys.stdin.isatty():
        return _clean(told)
    typed = getpass.getpass("Mật khẩu cho các khóa của tỉnh (Enter: không đặt): ")
    if typed != getpass.getpass("Gõ lại mật khẩu: "):
        raise ClerkError("Hai lần gõ mật khẩu không giống nhau. Chưa có gì được tạo.")
    return _clean(typed)


def for_sealed_key(name: str) -> str | None:
    """What opens a sealed key; None where nobody can be asked."""
    told = os.environ.get(VARIABLE)
    if told or not sys.stdin.isatty():
        return _clean(told)
    return _clean(getpass.getpass(f"Mật khẩu của khóa {name}: "))


def _clean(text: str | None) -> str | None:
    """NFC: one word, however the keyboard composed it."""
    return unicodedata.normalize("NFC", text) if text else None
