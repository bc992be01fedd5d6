"""Boxes to tick that stand in words."""

EMPTY, TICKED = "☐", "☑"
BOXES = dict.fromkeys("☐□❏❑❒⬜◻▢", EMPTY) | dict.fromkeys("☑☒", TICKED)
"""The signs that people write for a box to tick, or for one that is ticked, and ours for each."""
