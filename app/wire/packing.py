"""Packing, and unpacking what somebody else packed: never more memory than a bound.

A stock (a dictionary of raw words) must be the same at both ends.
"""

import zstandard

from app.wire.errors import Corrupt

MOST_PLAIN = 64 << 20
LEVEL = 19
Stock = zstandard.ZstdCompressionDict


def raw_stock(words: bytes) -> Stock:
    """A dictionary of these bytes as they are."""
    return Stock(words, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def pack(plain: bytes, stock: Stock | None = None) -> bytes:
    """As small as it gets."""
    parameters = zstandard.ZstdCompressionParameters.from_level(
        LEVEL, source_size=len(plain), dict_size=0 if stock is None else len(stock),
        write_content_size=True, write_checksum=False, write_dict_id=False,
    )  # fmt: skip
    packer = (
        zstandard.ZstdCompressor(compression_params=parameters)
        if stock is None
        else zstandard.ZstdCompressor(compression_params=parameters, dict_data=stock)
    )
    return packer.compress(plain)


def unpack(packed: bytes, stock: Stock | None = None) -> bytes:
    """The bytes in a zstd frame.

    Raises Corrupt where it is broken, or states no size or one above `MOST_PLAIN`: zstandard takes
    the stated size at once, before a byte is unpacked.
    """
    opener = zstandard.ZstdDecompressor() if stock is None else zstandard.ZstdDecompressor(stock)
    try:
        if not 0 <= zstandard.frame_content_size(packed) <= MOST_PLAIN:
            raise Corrupt("size")
        return opener.decompress(packed)
    except zstandard.ZstdError as error:
        raise Corrupt("zstd") from error
