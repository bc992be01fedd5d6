"""The words and signs by which an agreement shows what is to be filled in and who signs."""

import re

from mentorsite.importers.agreement.blanks import END, START
from mentorsite.importers.boxes import BOXES

BLANK = re.compile(
    rf"_+\s*[/.-]\s*_+\s*[/.-]\s*(?:\d\d)?_+|_{{3,}}|\.{{6,}}|…{{2,}}|[\u2002\u2003]{{3,}}|{START}\d+{END}"
)
BOX = re.compile(rf"[{''.join(BOXES)}]|\[ \]")
DATED = re.compile(r"\b(date|datum|fecha|data)\b", re.I)
OTHER = re.compile(r"(?:(?:an)?other|others|something else|else|sonstiges|andere|anderes|otro|otra|outro|outra)?", re.I)
"""The words of a box for what no other box says."""
INITIALS = re.compile(r"\binitials?\b", re.I)
BESIDE = {"name", "date", "title", "place"}
"""What stands beside a signature, in a block that has room for it already."""
AROUND = {
    "and", "block", "capital", "capitals", "dd", "family", "first", "full", "in", "last", "letters", "mm", "of",
    "please", "print", "printed", "s", "signature", "signed", "signing", "the", "your", "yy", "yyyy",
}  # fmt: skip
"""The words that say no more of it."""
ROLES = {
    "co-mentor": "co-mentor", "mentor": "mentor", "mentee": "mentee", "protégé": "mentee", "coordinator": "coordinator",
    "guardian": "guardian", "parent": "guardian", "facilitator": "facilitator", "sponsor": "sponsor",
}  # fmt: skip
ROLE = re.compile(rf"\b({'|'.join(ROLES)})(?!\w)", re.I)
SIGNED = re.compile(
    rf"\b(?:signatures?|sign here|unterschrift|firma|assinatura)\b"
    rf"|(?:(?<![^\W\d_] )|\b(?:be|{'|'.join(ROLES)}) )\bsigned\b",
    re.I,
)
"""Where someone signs; not what someone has signed, or that nobody did."""
PUNCTUATION = " \t:;,.–—-()"
