"""Unpacking what somebody else packed: never more memory than a bound, whatever it states."""

import zstandard

from app.wire.errors import Corrupt

MOST_PLAIN = 64 << 20


def unpack(packed: bytes) -> bytes:
    """The bytes in a zstd frame.

    Raises Corrupt where it is broken, or states no size or one above `MOST_PLAIN`: zstandard takes
    the stated size at once, before a byte is unpacked.
    """
    try:
        if not 0 <= zstandard.frame_content_size(packed) <= MOST_PLAIN:
            raise Corrupt("size")
        return zstandard.ZstdDecompressor().decompress(packed)
    except zstandard.ZstdError as error:
        raise Corrupt("zstd") from error
