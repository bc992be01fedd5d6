"""The formats that forms can be downloaded in."""

from typing import Literal

DownloadFormat = Literal["pdf", "docx", "markdown"]
ENDINGS: dict[DownloadFormat, str] = {"pdf": ".pdf", "docx": ".docx", "markdown": ".md"}
"""How the files of each format end."""
