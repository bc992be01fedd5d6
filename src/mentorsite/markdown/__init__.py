"""Markdown text as a value: parsed once, with its links, ids and variables left open."""
