"""Whether a file is a TrueType font, as its list of tables says."""

import struct

# By the specification of OpenType, and as Apple's own fonts begin.
STARTS = (b"\0\1\0\0", b"true")
TABLES = {b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post"}
"""What a PDF takes of a font."""
HEAD, ENTRY = struct.Struct(">4sHHHH"), struct.Struct(">4sIII")


def fault_of_font(data: bytes) -> str:
    """What is wrong with a font; nothing where nothing is, as far as it is seen without reading its letters."""
    if not data.startswith(STARTS) or len(data) < HEAD.size:
        return "it is no TrueType font, whatever its name says"
    _, count, *_ = HEAD.unpack_from(data)
    end = HEAD.size + count * ENTRY.size
    if end > len(data):
        return "the font is damaged: it ends in the list of its tables"
    entries = list(ENTRY.iter_unpack(data[HEAD.size : end]))
    lacking = TABLES - {name for name, *_ in entries}
    if lacking:
        return f"the font has no table `{min(lacking).decode()}`, as every TrueType font has"
    for name, _, start, length in entries:
        if start + length > len(data):
            return f"the font is damaged: it ends before its table `{name.decode('latin-1')}` does"
    return ""
