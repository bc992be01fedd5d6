"""A folder of Markdown → a handbook: what each tool has of its own, and what they share."""
