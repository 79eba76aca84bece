"""What Node 20 has not, lent to the second reader: zstd over raw words, argon2id.

`lend.py zstd FILE`: a frame in, its bytes out, FILE holds the words; `lend.py argon2id CODE SALT`.
"""

import sys
from pathlib import Path

import zstandard
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


def main(what: str, first: str, *more: str) -> bytes:
    """The bytes that are asked for."""
    if what == "zstd":
        raw = Path(first).read_bytes()
        words = zstandard.ZstdCompressionDict(raw, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
        opener = zstandard.ZstdDecompressor(words) if raw else zstandard.ZstdDecompressor()
        return opener.decompress(sys.stdin.buffer.read())
    kdf = Argon2id(
        salt=bytes.fromhex(more[0]), length=32, iterations=3, lanes=1, memory_cost=64 * 1024
    )
    return kdf.derive(first.encode())


if __name__ == "__main__":
    sys.stdout.buffer.write(main(*sys.argv[1:]))
