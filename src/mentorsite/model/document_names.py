"""Names that a document tells besides what it says."""

from typing import NamedTuple

PHOTO = "the place of the photo"
"""Stands as the key of a photo in a document, by its name there, that tells where it was taken."""

COMMENT, CHANGE = "a comment by", "a tracked change by"
"""Stand as the keys of who wrote a comment, or changed the text so that the words before are still in the document."""

ADDRESSES = "people's addresses"
"""Stands as the key of what a table lists that is published."""

PAIRS = "pairs"
"""Stands as the key of a table that says who is paired with whom."""


class Named(NamedTuple):
    """A name in the notes about a document, and the key that it has there, as programs call it."""

    key: str
    name: str
