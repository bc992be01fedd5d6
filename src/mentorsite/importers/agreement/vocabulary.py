"""The words and signs by which an agreement shows what is to be filled in and who signs."""

import re

from mentorsite.importers.agreement.blanks import END, START

BLANK = re.compile(rf"_+(?:\s*[/.-]\s*_+){{2}}|_{{3,}}|\.{{6,}}|…{{2,}}|[\u2002\u2003]{{3,}}|{START}\d+{END}")
BOX = re.compile(r"[☐☑☒□❏❑⬜◻]|\[ \]")
SIGNED = re.compile(r"\b(signatures?|signed|sign here|unterschrift|firma|assinatura)\b", re.I)
DATED = re.compile(r"\b(date|datum|fecha|data)\b", re.I)
INITIALS = re.compile(r"\binitials?\b", re.I)
BESIDE = re.compile(r"\s*\(?\s*(print(ed)?\s+)?(name|date|title|place)\b", re.I)
"""What stands beside a signature, in a block that has room for it already."""
ROLES = {
    "co-mentor": "co-mentor", "mentor": "mentor", "mentee": "mentee", "protégé": "mentee", "coordinator": "coordinator",
    "guardian": "guardian", "parent": "guardian", "facilitator": "facilitator", "sponsor": "sponsor",
}  # fmt: skip
ROLE = re.compile(rf"\b({'|'.join(ROLES)})(?!\w)", re.I)
PUNCTUATION = " \t:;,.–—-()"
