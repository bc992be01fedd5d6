"""Packages of other programs, such as .docx and .zip: what reading one that is damaged raises."""

import struct
import zlib
from lzma import LZMAError
from zipfile import BadZipFile

UNREADABLE = (
    BadZipFile, EOFError, KeyError, LZMAError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError,
    struct.error, zlib.error,
)  # fmt: skip
"""All that is raised of bytes that are no package, and of one that is damaged, locked, or packed in a way that is not
known."""
