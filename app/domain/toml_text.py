"""Where a TOML text breaks, in the clerk's words: its reader speaks English only."""

import re
import tomllib

BROKEN_LINE = re.compile(r"at line (\d+)")


def broken(error: tomllib.TOMLDecodeError, text: str) -> str:
    """`dòng 3: không đúng dạng TOML`; the last line where the reader came to the end."""
    found = BROKEN_LINE.search(str(error))
    line = found[1] if found else str(text.count("\n") + 1)
    return f"dòng {line}: không đúng dạng TOML"
