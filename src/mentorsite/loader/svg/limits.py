"""How much an SVG may hold."""

LARGEST_SVG = 10_000_000
"""How many bytes an SVG may have."""
LONGEST_ENTITY = 200
"""How long the text of an entity may be, in characters."""
MOST_DECLARED = 20
"""How many attributes a document type may declare."""
GROWS = 5
"""How many times larger than the file, or than `SMALL`, may be what is read and what is written of it."""
SMALL = 100_000
DEEPEST = 500
"""How deep elements nest."""
NESTED_PICTURES = 2
"""How deep drawings stand in each other as pictures."""
