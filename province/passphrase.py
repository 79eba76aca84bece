"""The pass-phrase over the keys: from the environment, else asked on a terminal, else none."""

import getpass
import os
import sys
import unicodedata
from pathlib import Path

from app.domain.errors import ClerkError
from province.keys import ROOT, KeyPair, is_sealed, read_key

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


def unlock_root(keys: Path) -> KeyPair:
    """The root's pair out of the folder of keys, asking for the pass-phrase where it is sealed."""
    passphrase = for_sealed_key(ROOT) if is_sealed(keys, ROOT) else None
    return read_key(keys, ROOT, passphrase)


def _clean(text: str | None) -> str | None:
    """NFC: one word, however the keyboard composed it."""
    return unicodedata.normalize("NFC", text) if text else None
